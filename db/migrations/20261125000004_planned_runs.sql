-- migrate:up

-- Runs that receivers asked for, beside the schedule of their tasks: at most one for each, begun by the publisher.
create table planned_runs (
  task_id uuid primary key constraint planned_runs_task_id_fkey references tasks (id) on delete cascade,
  run_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index planned_runs_run_at_idx on planned_runs (run_at);

-- migrate:down

drop table planned_runs;
