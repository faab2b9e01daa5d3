-- migrate:up

-- A waiting run: its receiver answered that it will report the end itself. `next_attempt_at` is the instant by which
-- it must have reported, so that task_runs_open_idx finds those who did not. Of the token only the hash is kept.
alter table task_runs
  add column callback_token_hash bytea,
  add constraint task_runs_cost_check check (cost >= 0);

-- What receivers tell of their work while it goes on. The key leads with the task: deleting it removes its lines.
create table run_log_lines (
  task_id uuid not null,
  run_id uuid not null,
  run_scheduled_for timestamptz not null,
  line_number smallint not null,
  level text not null default 'info',
  line text not null,
  created_at timestamptz not null default now(),
  constraint run_log_lines_pkey primary key (task_id, run_id, line_number, created_at),
  constraint run_log_lines_task_id_fkey foreign key (task_id) references tasks (id) on delete cascade,
  constraint run_log_lines_line_number_check check (line_number between 1 and 1000),
  constraint run_log_lines_level_check check (level in ('debug', 'info', 'warn', 'error')),
  constraint run_log_lines_line_check check (length(line) <= 4000)
) partition by range (created_at);

create or replace function ensure_partitions(first_day date, last_day date) returns integer language plpgsql as $$
declare
  parent text;
  partition text;
  day date;
  made integer := 0;
begin
  foreach parent in array array['task_runs', 'task_logs', 'run_events', 'run_log_lines'] loop
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

select ensure_partitions((now() at time zone 'UTC')::date - 1, (now() at time zone 'UTC')::date + 3);

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

create or replace function ensure_partitions(first_day date, last_day date) returns integer language plpgsql as $$
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

drop table run_log_lines;
alter table task_runs drop constraint task_runs_cost_check, drop column callback_token_hash;
