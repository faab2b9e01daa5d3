-- migrate:up

-- Named times at which scheduled instants are not run: once, or whenever a cron schedule begins them.
create table blackouts (
  id uuid primary key,
  name text not null,
  enabled boolean not null default true,
  -- For tasks that have any of these; none: for all.
  tags text[] not null default '{}',
  starts_at timestamptz,
  ends_at timestamptz,
  schedule text,
  time_zone text,
  duration_ms integer,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint blackouts_name_key unique (name),
  constraint blackouts_name_check check (length(name) between 1 and 200),
  constraint blackouts_tags_check check (cardinality(tags) <= 20),
  constraint blackouts_schedule_check check (length(schedule) <= 256),
  constraint blackouts_time_zone_check check (length(time_zone) <= 64),
  constraint blackouts_duration_ms_check check (duration_ms between 60000 and 604800000),
  constraint blackouts_times_check check (
    (num_nulls(starts_at, ends_at) = 0 and num_nonnulls(schedule, time_zone, duration_ms) = 0 and starts_at < ends_at)
    or (num_nonnulls(starts_at, ends_at) = 0 and num_nulls(schedule, time_zone, duration_ms) = 0)
  )
);

alter table task_runs
  drop constraint task_runs_skip_reason_check,
  add constraint task_runs_skip_reason_check check (
    (skip_reason is not null) = (run_status = 'skipped')
    and skip_reason in ('missed', 'overlap', 'paused', 'ended', 'expired', 'blackout')
  );

-- migrate:down

update task_runs set skip_reason = 'missed' where skip_reason = 'blackout';
alter table task_runs
  drop constraint task_runs_skip_reason_check,
  add constraint task_runs_skip_reason_check check (
    (skip_reason is not null) = (run_status = 'skipped')
    and skip_reason in ('missed', 'overlap', 'paused', 'ended', 'expired')
  );
drop table blackouts;
