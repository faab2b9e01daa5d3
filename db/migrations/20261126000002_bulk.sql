-- migrate:up

-- Lists of tasks by making and by name, and the search in payloads. None of them names a column that runs change, so
-- claiming and finishing stay HOT. Publishing moves next_run_at, which is indexed: it writes an entry into each of these.
create index tasks_created_at_idx on tasks (created_at, id);
create index tasks_task_name_idx on tasks (task_name, id);
create index tasks_json_payload_idx on tasks using gin (json_payload jsonb_path_ops);

-- Where a replayed run is sent in place of its task's URL.
alter table task_runs
  add column webhook_url text,
  add constraint task_runs_webhook_url_check check (length(webhook_url) <= 2048);

-- An action on many tasks. What it acts on is fixed at its making; `done + failed` of them have been acted on. The process
-- that works it off holds it until lease_until.
create table bulk_operations (
  id uuid not null,
  action text not null,
  filter text,
  task_ids uuid[] not null,
  total integer not null,
  done integer not null default 0,
  failed integer not null default 0,
  errors jsonb not null default '[]',
  bulk_status text not null default 'running',
  created_by text not null,
  holder_id uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint bulk_operations_pkey primary key (id),
  constraint bulk_operations_action_check check (action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete')),
  constraint bulk_operations_bulk_status_check check (bulk_status in ('running', 'completed', 'cancelled')),
  constraint bulk_operations_finished_check check ((finished_at is null) = (bulk_status = 'running')),
  constraint bulk_operations_progress_check check (done >= 0 and failed >= 0 and done + failed <= total)
);
create index bulk_operations_running_idx on bulk_operations (created_at) where finished_at is null;

-- migrate:down

drop table bulk_operations;
alter table task_runs drop constraint task_runs_webhook_url_check, drop column webhook_url;
drop index tasks_json_payload_idx;
drop index tasks_task_name_idx;
drop index tasks_created_at_idx;
