-- migrate:up

-- One occurrence of a task. No index names run_status, lease_until, fence, worker_id or started_at: claiming a run
-- changes exactly these, and stays a HOT update because none of them is indexed.
create table task_runs (
  id uuid not null,
  task_id uuid not null,
  scheduled_for timestamptz not null,
  trigger_key text not null default 'schedule',
  trigger text not null default 'schedule',
  run_status text not null default 'pending',
  priority text not null default 'normal',
  lane text,
  retry_count integer not null default 0,
  max_retry integer not null default 3,
  next_attempt_at timestamptz not null default now(),
  fence integer not null default 0,
  lease_until timestamptz,
  worker_id uuid,
  started_at timestamptz,
  finished_at timestamptz,
  skip_reason text,
  occurrences integer not null default 1,
  skipped_to timestamptz,
  origin_run_id uuid,
  json_payload jsonb,
  result jsonb,
  error text,
  progress smallint,
  cost numeric(18, 6),
  quality_score numeric(6, 3),
  task_version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint task_runs_pkey primary key (id, scheduled_for),
  constraint task_runs_instant_key unique (task_id, scheduled_for, trigger_key),
  constraint task_runs_task_id_fkey foreign key (task_id) references tasks (id) on delete cascade,
  constraint task_runs_trigger_check check (trigger in ('schedule', 'manual', 'api', 'retry', 'replay', 'backfill')),
  constraint task_runs_run_status_check check (
    run_status in ('held', 'pending', 'running', 'retrying', 'waiting', 'completed', 'failed', 'abandoned', 'cancelled', 'skipped')
  ),
  constraint task_runs_finished_check check (
    (finished_at is not null) = (run_status in ('completed', 'failed', 'abandoned', 'cancelled', 'skipped'))
  ),
  constraint task_runs_skip_reason_check check (
    (skip_reason is not null) = (run_status = 'skipped')
    and skip_reason in ('missed', 'overlap', 'paused', 'ended', 'expired')
  ),
  constraint task_runs_priority_check check (priority in ('urgent', 'high', 'normal', 'low')),
  constraint task_runs_retry_count_check check (retry_count between 0 and max_retry),
  constraint task_runs_max_retry_check check (max_retry between 0 and 100),
  constraint task_runs_occurrences_check check (occurrences > 0),
  constraint task_runs_progress_check check (progress between 0 and 100)
) partition by range (scheduled_for);

-- The open runs, in the order of their next attempt: rescue, depth and lag read it.
create index task_runs_open_idx on task_runs (next_attempt_at) where finished_at is null;

-- One attempt of a run: written before the socket opens, closed when the outcome is known.
create table task_logs (
  id uuid not null,
  task_id uuid not null,
  run_id uuid not null,
  run_scheduled_for timestamptz not null,
  status text not null default 'running',
  retry_count integer not null default 0,
  execution_time integer,
  message text,
  message_truncated boolean not null default false,
  error_code text,
  http_status smallint,
  response_headers jsonb,
  phases jsonb,
  worker_id uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint task_logs_pkey primary key (id, created_at),
  constraint task_logs_task_id_fkey foreign key (task_id) references tasks (id) on delete cascade,
  constraint task_logs_status_check check (status in ('running', 'finish', 'failed', 'abandoned', 'cancelled')),
  constraint task_logs_finished_check check ((finished_at is null) = (status = 'running')),
  constraint task_logs_retry_count_check check (retry_count >= 0),
  constraint task_logs_execution_time_check check (execution_time >= 0),
  constraint task_logs_message_check check (octet_length(message) <= 65536)
) partition by range (created_at);

create index task_logs_task_idx on task_logs (task_id, created_at);

-- Moves of a run that its attempts do not already tell: cancelled by an operator, put back, admitted.
create table run_events (
  id uuid not null default gen_random_uuid(),
  task_id uuid not null,
  run_id uuid not null,
  run_scheduled_for timestamptz not null,
  from_status text,
  to_status text not null,
  reason text,
  actor text,
  created_at timestamptz not null default now(),
  constraint run_events_pkey primary key (id, created_at),
  constraint run_events_task_id_fkey foreign key (task_id) references tasks (id) on delete cascade
) partition by range (created_at);

create index run_events_task_idx on run_events (task_id, created_at);

-- The allowed moves of a run; the same table as `runMoves` in packages/domain/src/run.ts.
create function task_runs_guard_status() returns trigger language plpgsql as $$
begin
  if not (case old.run_status
    when 'held' then new.run_status in ('pending', 'cancelled')
    when 'pending' then new.run_status in ('running', 'cancelled')
    when 'running' then new.run_status in ('completed', 'failed', 'retrying', 'waiting', 'abandoned', 'cancelled')
    when 'retrying' then new.run_status in ('running', 'abandoned', 'cancelled')
    when 'waiting' then new.run_status in ('completed', 'failed', 'retrying', 'abandoned', 'cancelled')
    else false
  end) then
    raise exception 'a run may not move from % to %', old.run_status, new.run_status
      using errcode = 'check_violation', constraint = 'task_runs_guard_status';
  end if;
  return new;
end
$$;

create trigger task_runs_guard_status before update on task_runs for each row
  when (old.run_status is distinct from new.run_status)
  execute function task_runs_guard_status();

-- Makes the daily partitions (UTC days) of all three tables from one day to another, both included.
-- Returns how many it made. Several processes may call it at the same time.
create function ensure_partitions(first_day date, last_day date) returns integer language plpgsql as $$
declare
  parent text;
  partition text;
  day date;
  made integer := 0;
begin
  foreach parent in array array['task_runs', 'task_logs', 'run_events'] loop
    for day in select generate_series(first_day, last_day, interval '1 day')::date loop
      partition := parent || '_' || to_char(day, 'YYYYMMDD');
      continue when to_regclass(partition) is not null;
      perform pg_advisory_xact_lock(hashtext('carillon.partitions'));
      -- Asked of the catalog itself: to_regclass answers from a cache that does not yet know what was made meanwhile.
      continue when exists (
        select from pg_class where relname = partition and relnamespace = current_schema()::regnamespace
      );
      execute format(
        'create table %I partition of %I for values from (%L) to (%L) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05)',
        partition, parent, day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00'
      );
      made := made + 1;
    end loop;
  end loop;
  return made;
end
$$;

-- Drops the partitions of days before the given one, never one that still holds an open run or an open attempt.
-- Dropping needs a short exclusive lock on the parent: it waits two seconds for it at most and leaves the rest
-- for the next call, so that it never holds up the inserts that queue behind it. Returns the dropped tables.
create function drop_old_partitions(before_day date) returns setof text language plpgsql as $$
declare
  old record;
  is_open boolean;
begin
  perform set_config('lock_timeout', '2s', true);
  for old in
    select parent.relname as parent, child.relname as partition
    from pg_inherits
    join pg_class parent on parent.oid = inhparent
    join pg_class child on child.oid = inhrelid
    where parent.relname in ('task_runs', 'task_logs', 'run_events')
      and parent.relnamespace = current_schema()::regnamespace
      and child.relname ~ '_\d{8}$'
      and to_date(right(child.relname, 8), 'YYYYMMDD') < before_day
    order by child.relname
  loop
    is_open := false;
    if old.parent <> 'run_events' then
      execute format('select exists (select from %I where finished_at is null)', old.partition) into is_open;
    end if;
    continue when is_open;
    begin
      execute format('drop table %I', old.partition);
      return next old.partition;
    exception when lock_not_available then
      return;
    end;
  end loop;
end
$$;

-- The server's day, not the session's: partitions are cut at midnight UTC.
select ensure_partitions((now() at time zone 'UTC')::date - 1, (now() at time zone 'UTC')::date + 3);

-- migrate:down

drop function drop_old_partitions;
drop function ensure_partitions;
drop table run_events;
drop table task_logs;
drop table task_runs;
drop function task_runs_guard_status;
