-- migrate:up

create table channels (
  name text not null,
  is_started boolean not null default true,
  created_at timestamptz not null default now(),
  constraint channels_pkey primary key (name),
  constraint channels_name_check check (name ~ '^[a-z0-9][a-z0-9_-]{0,62}$')
);
insert into channels (name) values ('general');

create table messages (
  id uuid not null,
  channel text not null,
  author text not null,
  body text not null,
  task_id uuid,
  run_id uuid,
  created_at timestamptz not null default now(),
  constraint messages_pkey primary key (id),
  constraint messages_channel_fkey foreign key (channel) references channels (name) on delete cascade,
  constraint messages_task_id_fkey foreign key (task_id) references tasks (id) on delete set null,
  constraint messages_body_check check (length(body) between 1 and 4000)
);
create index messages_channel_idx on messages (channel, id);
create index messages_task_idx on messages (task_id) where task_id is not null;

-- migrate:down

drop table messages;
drop table channels;
