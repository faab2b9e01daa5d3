-- migrate:up

-- The state of a task as a picture for whoever knows its address. The token is kept as it is: it shows no more than the
-- task's name and state, and its address is to be found again by those who see the task anyway.
create table task_badges (
  task_id uuid primary key references tasks on delete cascade,
  token text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  constraint task_badges_token_key unique (token),
  constraint task_badges_token_check check (token ~ '^[A-Za-z0-9_-]{43}$')
);

-- migrate:down

drop table task_badges;
