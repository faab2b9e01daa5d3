-- migrate:up

-- How long after its instant a run may be open; then it ends as abandoned. Null: as long as its retries last.
alter table tasks
  add column deadline_ms integer,
  -- The first instant that was not published because the task was paused or had failed.
  add column withheld_from timestamptz,
  add constraint tasks_deadline_ms_check check (deadline_ms >= 1000),
  add constraint tasks_withheld_from_check check (withheld_from is null or next_run_at is null);

alter table task_runs
  add column deadline_at timestamptz,
  add constraint task_runs_deadline_at_check check (deadline_at > scheduled_for),
  add constraint task_runs_skipped_to_check check (skipped_to >= scheduled_for);

-- Neither names a column that claiming changes, so claims stay HOT.
create index task_runs_deadline_idx on task_runs (deadline_at) where finished_at is null and deadline_at is not null;
create index task_runs_lane_idx on task_runs (lane, scheduled_for) where finished_at is null and lane is not null;

-- The zone data by which the instants in tasks.next_run_at were computed.
alter table installation
  add column tz_version text,
  add constraint installation_tz_version_check check (length(tz_version) between 1 and 20);

-- Drops one partition of a day before the given one, never one that still holds an open run or an open attempt.
-- Dropping needs a short exclusive lock on the parent, which lasts until the transaction ends: so one a call, and
-- two seconds of waiting at most, since the inserts queue behind it. Returns its name, null when there is none.
drop function drop_old_partitions;
create function drop_oldest_partition(before_day date) returns text language plpgsql as $$
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
    order by right(child.relname, 8), child.relname
  loop
    is_open := false;
    if old.parent <> 'run_events' then
      execute format('select exists (select from %I where finished_at is null)', old.partition) into is_open;
    end if;
    continue when is_open;
    execute format('drop table %I', old.partition);
    return old.partition;
  end loop;
  return null;
end
$$;

-- migrate:down

drop function drop_oldest_partition;
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

alter table installation drop column tz_version;
drop index task_runs_lane_idx;
drop index task_runs_deadline_idx;
alter table task_runs drop constraint task_runs_skipped_to_check, drop column deadline_at;
alter table tasks drop column withheld_from, drop column deadline_ms;
