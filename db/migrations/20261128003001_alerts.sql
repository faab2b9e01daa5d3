-- migrate:up

-- Where people are told that tasks fail. The address is a secret: of a chat, whoever knows it may write there.
create table alert_channels (
  id uuid primary key,
  name text not null,
  kind text not null,
  events text[] not null,
  task_filter text,
  sealed_address bytea not null,
  encryption_key_id text not null,
  -- What administrators are shown of it.
  address_hint text not null,
  signing_secret_id uuid references signing_secrets (id) on delete restrict,
  quiet_hours jsonb,
  group_seconds integer not null default 60,
  enabled boolean not null default true,
  -- When its last message was made.
  told_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint alert_channels_name_key unique (name),
  constraint alert_channels_name_check check (length(name) between 1 and 200),
  constraint alert_channels_kind_check check (kind in ('webhook', 'chat', 'email')),
  constraint alert_channels_events_check check (
    cardinality(events) > 0 and events <@ array['task.failed', 'run.abandoned', 'task.recovered']
  ),
  constraint alert_channels_task_filter_check check (length(task_filter) between 1 and 2000),
  constraint alert_channels_group_seconds_check check (group_seconds between 1 and 86400)
);

-- Runs that ended badly and that no publisher has looked at yet.
create table alert_events (
  run_id uuid primary key,
  event text not null,
  task_id uuid not null,
  error text,
  occurred_at timestamptz not null,
  constraint alert_events_event_check check (event in ('task.failed', 'run.abandoned'))
);

-- Tasks that have failed: since when they do, and when they last recovered.
create table alert_failing_tasks (
  task_id uuid primary key references tasks (id) on delete cascade,
  -- The first failure that no completed run has followed; null: none.
  failing_since timestamptz,
  last_failed_at timestamptz not null,
  recovered_at timestamptz,
  checked_at timestamptz not null default now()
);
create index alert_failing_tasks_failing_idx on alert_failing_tasks (task_id) where failing_since is not null;

-- What a channel is to be told with its next message.
create table alert_notices (
  channel_id uuid not null references alert_channels (id) on delete cascade,
  event text not null,
  run_id uuid not null,
  task_id uuid not null,
  task_name text not null,
  error text,
  occurred_at timestamptz not null,
  primary key (channel_id, event, run_id)
);

-- What was told, or is being told. The body is sent as it stands, with every attempt the same.
create table alert_messages (
  id uuid primary key,
  channel_id uuid not null references alert_channels (id) on delete cascade,
  is_test boolean not null default false,
  body json not null,
  summary text not null,
  message_status text not null default 'pending',
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  fence integer not null default 0,
  lease_until timestamptz,
  http_status smallint,
  outcome text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint alert_messages_message_status_check check (message_status in ('pending', 'sending', 'sent', 'failed')),
  constraint alert_messages_finished_check check ((finished_at is not null) = (message_status in ('sent', 'failed'))),
  constraint alert_messages_outcome_check check (length(outcome) <= 2000)
);
create index alert_messages_channel_idx on alert_messages (channel_id, id);
create index alert_messages_open_idx on alert_messages (channel_id) where finished_at is null;

-- Every way in which a run ends badly passes here, in the transaction that ends it. A run that ends well costs the
-- comparison of one word, and a failure nothing more while no channel is switched on.
create function task_runs_note_failure() returns trigger language plpgsql as $$
begin
  if exists (select from alert_channels where enabled) then
    insert into alert_events (run_id, event, task_id, error, occurred_at)
    values (new.id, case new.run_status when 'failed' then 'task.failed' else 'run.abandoned' end, new.task_id,
      left(new.error, 500), new.finished_at)
    on conflict do nothing;
  end if;
  return new;
end
$$;

create trigger task_runs_note_failure before update on task_runs for each row
  when (new.run_status in ('failed', 'abandoned') and old.run_status is distinct from new.run_status)
  execute function task_runs_note_failure();

-- migrate:down

drop trigger task_runs_note_failure on task_runs;
drop function task_runs_note_failure();
drop table alert_messages, alert_notices, alert_failing_tasks, alert_events, alert_channels;
