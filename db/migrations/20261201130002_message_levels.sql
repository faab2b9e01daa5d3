-- migrate:up

-- How much a message wants to be read. What people write, and what was posted before, informs.
alter table messages
  add column level text not null default 'info',
  add constraint messages_level_check check (level in ('info', 'warning', 'error'));

-- migrate:down

alter table messages drop column level;
