-- migrate:up

-- After so many seconds a run that is due and has not begun is late for a channel.
alter table alert_channels
  add column late_after_seconds integer not null default 300,
  add constraint alert_channels_late_after_seconds_check check (late_after_seconds between 10 and 86400),
  drop constraint alert_channels_events_check,
  add constraint alert_channels_events_check check (
    cardinality(events) > 0 and events <@ array['task.failed', 'run.abandoned', 'run.late', 'task.recovered']
  );

-- Which late runs a channel has been told of, as long as they are open.
create table alert_late_runs (
  channel_id uuid not null references alert_channels (id) on delete cascade,
  run_id uuid not null,
  run_scheduled_for timestamptz not null,
  task_id uuid not null,
  late_at timestamptz not null,
  reason text not null,
  primary key (channel_id, run_id)
);

-- Instants that were published when they were late already, and that no publisher has looked at yet: such a run may
-- begin at once, and an instant that nobody runs any more is never open.
create table alert_late_instants (
  run_id uuid primary key,
  run_scheduled_for timestamptz not null,
  task_id uuid not null,
  due_at timestamptz not null,
  published_at timestamptz not null,
  reason text not null
);

-- What a paused or failed task has missed is somebody's will, or told already; so is what a window or an overlap skips.
create function task_runs_note_late_instant() returns trigger language plpgsql as $$
begin
  insert into alert_late_instants (run_id, run_scheduled_for, task_id, due_at, published_at, reason)
  select new.id, new.scheduled_for, t.id, due.at, new.created_at,
    case when new.skip_reason is null then 'it was published at '
        || to_char(new.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC'
      when new.skip_reason = 'expired' then 'its deadline had passed when it was published'
      when new.occurrences = 1 then 'it was missed'
      else new.occurrences || ' instants were missed' end
  from tasks t cross join lateral (select new.scheduled_for + t.jitter_ms * interval '1 millisecond' as at) due
  where t.id = new.task_id and t.withheld_from is null and exists (
    select from alert_channels where enabled and 'run.late' = any(events)
      and new.created_at - due.at >= late_after_seconds * interval '1 second'
  )
  on conflict do nothing;
  return null;
end
$$;

-- A run that is published in time costs a comparison. After, not before: a run that is there already is not written.
create trigger task_runs_note_late_instant after insert on task_runs for each row
  when (new.created_at - new.scheduled_for >= interval '10 seconds' and new.trigger = 'schedule'
    and (new.skip_reason is null or new.skip_reason in ('missed', 'expired')))
  execute function task_runs_note_late_instant();

-- migrate:down

drop trigger task_runs_note_late_instant on task_runs;
drop function task_runs_note_late_instant();
drop table alert_late_instants, alert_late_runs;
delete from alert_notices where event = 'run.late';
delete from alert_channels where events = array['run.late'];
update alert_channels set events = array_remove(events, 'run.late');
alter table alert_channels
  drop column late_after_seconds,
  drop constraint alert_channels_events_check,
  add constraint alert_channels_events_check check (
    cardinality(events) > 0 and events <@ array['task.failed', 'run.abandoned', 'task.recovered']
  );
