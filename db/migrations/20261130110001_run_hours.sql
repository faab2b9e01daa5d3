-- migrate:up

-- What became of the runs of hours that are over, added up, so that statistics need not read a million runs to tell it.
-- An hour without a row, or whose row has not been counted, is read run by run: a missing row costs time, never truth.
create table run_hours (
  hour timestamptz primary key,
  -- By the state of the runs that have ended; null until the hour has been counted.
  counts jsonb,
  -- How many of them took so long and began so late, by the number of the bin (packages/db/src/time-bins.ts).
  durations jsonb,
  lags jsonb,
  -- Those that had not ended, which are always read themselves.
  open_runs uuid[],
  constraint run_hours_hour_check check (hour = date_bin('1 hour', hour, timestamptz 'epoch')),
  constraint run_hours_counted_check check (num_nulls(counts, durations, lags, open_runs) in (0, 4))
);

-- Whatever changes a counted hour takes its row away, in the same transaction; the publisher counts it again. The lock is
-- what announceHours takes alone for a moment: who changes an hour before its row can be seen holds it up.
create function run_hours_forget() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('carillon.run_hours'));
  delete from run_hours where hour = date_bin('1 hour', new.scheduled_for, timestamptz 'epoch');
  return new;
end
$$;

-- An hour is counted when it has been over for another hour, so neither condition holds for a run of these minutes. The
-- end of a run that was open is no change: such runs are in open_runs.
create trigger task_runs_forget_hour_of_new after insert on task_runs for each row
  when (new.scheduled_for < now() - interval '30 minutes')
  execute function run_hours_forget();
create trigger task_runs_forget_hour before update on task_runs for each row
  when (old.finished_at is not null and old.scheduled_for < now() - interval '30 minutes')
  execute function run_hours_forget();

-- Statistics leave the runs of archived tasks out, and a task that is deleted takes its runs along.
create function run_hours_forget_task() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('carillon.run_hours'));
  delete from run_hours where hour in (
    select date_bin('1 hour', scheduled_for, timestamptz 'epoch') from task_runs where task_id = old.id
  );
  return coalesce(new, old);
end
$$;

create trigger tasks_forget_hours before delete on tasks for each row
  when (old.archived_at is null)
  execute function run_hours_forget_task();
create trigger tasks_forget_hours_of_archived after update of archived_at on tasks for each row
  when (old.archived_at is distinct from new.archived_at)
  execute function run_hours_forget_task();

-- As before, and with the runs of a day their hours.
create or replace function drop_oldest_partition(before_day date) returns text language plpgsql as $$
declare
  old record;
  is_open boolean;
  day timestamptz;
begin
  perform set_config('lock_timeout', '2s', true);
  for old in
    select parent.relname as parent, child.relname as partition
    from pg_inherits
    join pg_class parent on parent.oid = inhparent
    join pg_class child on child.oid = inhrelid
    where parent.relname in ('task_runs', 'task_logs', 'run_events', 'run_log_lines')
      and parent.relnamespace = current_schema()::regnamespace
      and child.relname ~ '_\d{8}$'
      and to_date(right(child.relname, 8), 'YYYYMMDD') < before_day
    order by right(child.relname, 8), child.relname
  loop
    is_open := false;
    if old.parent in ('task_runs', 'task_logs') then
      execute format('select exists (select from %I where finished_at is null)', old.partition) into is_open;
    end if;
    continue when is_open;
    execute format('drop table %I', old.partition);
    if old.parent = 'task_runs' then
      day := (to_date(right(old.partition, 8), 'YYYYMMDD')::text || ' 00:00:00+00')::timestamptz;
      delete from run_hours where hour >= day and hour < day + interval '1 day';
    end if;
    return old.partition;
  end loop;
  return null;
end
$$;

-- migrate:down

create or replace function drop_oldest_partition(before_day date) returns text language plpgsql as $$
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
    where parent.relname in ('task_runs', 'task_logs', 'run_events', 'run_log_lines')
      and parent.relnamespace = current_schema()::regnamespace
      and child.relname ~ '_\d{8}$'
      and to_date(right(child.relname, 8), 'YYYYMMDD') < before_day
    order by right(child.relname, 8), child.relname
  loop
    is_open := false;
    if old.parent in ('task_runs', 'task_logs') then
      execute format('select exists (select from %I where finished_at is null)', old.partition) into is_open;
    end if;
    continue when is_open;
    execute format('drop table %I', old.partition);
    return old.partition;
  end loop;
  return null;
end
$$;

drop trigger tasks_forget_hours_of_archived on tasks;
drop trigger tasks_forget_hours on tasks;
drop function run_hours_forget_task;
drop trigger task_runs_forget_hour on task_runs;
drop trigger task_runs_forget_hour_of_new on task_runs;
drop function run_hours_forget;
drop table run_hours;
