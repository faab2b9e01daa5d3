-- migrate:up

-- One row, made once: names this installation in logs and metrics.
create table installation (
  id uuid not null default gen_random_uuid(),
  is_only_row boolean not null default true,
  created_at timestamptz not null default now(),
  constraint installation_pkey primary key (id),
  constraint installation_only_row_key unique (is_only_row),
  constraint installation_only_row_check check (is_only_row)
);
insert into installation default values;

create table signing_secrets (
  id uuid not null,
  name text not null,
  sealed_secret bytea not null,
  sealed_previous_secret bytea,
  previous_valid_until timestamptz,
  encryption_key_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint signing_secrets_pkey primary key (id),
  constraint signing_secrets_name_key unique (name),
  constraint signing_secrets_name_check check (length(name) between 1 and 200)
);

create table lanes (
  name text not null,
  concurrency_limit integer not null default 1,
  paused boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint lanes_pkey primary key (name),
  constraint lanes_name_check check (length(name) between 1 and 200),
  constraint lanes_concurrency_limit_check check (concurrency_limit between 1 and 10000)
);

-- Fillfactor: every run touches its task's row twice; free space in the page keeps those updates HOT.
create table tasks (
  id uuid not null default gen_random_uuid(),
  task_name text not null,
  task_type text not null default 'webhook',
  task_schedule text,
  time_zone text not null default 'UTC',
  run_at timestamptz,
  starts_at timestamptz,
  ends_at timestamptz,
  max_runs integer,
  jitter_ms integer not null default 0,
  webhook_url text not null,
  http_method text not null default 'POST',
  http_headers jsonb not null default '{}',
  json_payload jsonb not null default '{}',
  timeout_ms integer not null default 30000,
  success_status smallint[] not null default '{}',
  max_retry integer not null default 3,
  backoff_strategy text not null default 'exponential',
  backoff_base_ms integer not null default 1000,
  backoff_max_ms integer not null default 30000,
  backoff_jitter boolean not null default false,
  priority text not null default 'normal',
  lane text,
  overlap_policy text not null default 'skip',
  misfire_policy text not null default 'latest',
  misfire_window_ms integer,
  misfire_cap integer not null default 100,
  dst_gap text not null default 'run_after',
  dst_overlap text not null default 'first',
  on_failure text not null default 'stop',
  at_most_once boolean not null default false,
  task_status text not null default 'ready',
  active_runs integer not null default 0,
  next_run_at timestamptz,
  run_count integer not null default 0,
  paused_until timestamptz,
  pause_reason text,
  tags text[] not null default '{}',
  agent_id text,
  signing_secret_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tasks_pkey primary key (id),
  constraint tasks_lane_fkey foreign key (lane) references lanes (name) on delete restrict,
  constraint tasks_signing_secret_id_fkey foreign key (signing_secret_id) references signing_secrets (id) on delete restrict,
  constraint tasks_task_name_check check (length(task_name) between 1 and 200),
  constraint tasks_task_type_check check (task_type in ('webhook')),
  constraint tasks_task_schedule_check check (length(task_schedule) between 1 and 256),
  constraint tasks_time_zone_check check (length(time_zone) between 1 and 64),
  constraint tasks_schedule_or_run_at_check check (task_schedule is null or run_at is null),
  constraint tasks_ends_after_start_check check (ends_at > starts_at),
  constraint tasks_max_runs_check check (max_runs > 0),
  constraint tasks_jitter_ms_check check (jitter_ms between 0 and 3600000),
  constraint tasks_webhook_url_check check (webhook_url ~* '^https?://[^\s/?#]+' and length(webhook_url) <= 2048),
  constraint tasks_http_method_check check (http_method in ('POST', 'PUT', 'PATCH', 'GET', 'DELETE')),
  constraint tasks_http_headers_check check (jsonb_typeof(http_headers) = 'object'),
  constraint tasks_json_payload_check check (octet_length(json_payload::text) <= 524288),
  constraint tasks_timeout_ms_check check (timeout_ms between 100 and 300000),
  constraint tasks_success_status_check check (
    cardinality(success_status) <= 20 and 100 <= all (success_status) and 599 >= all (success_status)
  ),
  constraint tasks_max_retry_check check (max_retry between 0 and 100),
  constraint tasks_backoff_strategy_check check (backoff_strategy in ('exponential', 'fixed')),
  constraint tasks_backoff_base_ms_check check (backoff_base_ms between 1 and 86400000),
  constraint tasks_backoff_max_ms_check check (backoff_max_ms between 1 and 86400000),
  constraint tasks_priority_check check (priority in ('urgent', 'high', 'normal', 'low')),
  constraint tasks_overlap_policy_check check (overlap_policy in ('skip', 'queue', 'allow')),
  constraint tasks_misfire_policy_check check (misfire_policy in ('skip', 'latest', 'all')),
  constraint tasks_misfire_window_ms_check check (misfire_window_ms > 0),
  constraint tasks_misfire_cap_check check (misfire_cap between 1 and 10000),
  constraint tasks_dst_gap_check check (dst_gap in ('run_after', 'skip')),
  constraint tasks_dst_overlap_check check (dst_overlap in ('first', 'both')),
  constraint tasks_on_failure_check check (on_failure in ('stop', 'continue')),
  constraint tasks_task_status_check check (task_status in ('ready', 'running', 'failed', 'paused', 'completed')),
  constraint tasks_active_runs_check check (active_runs >= 0),
  constraint tasks_run_count_check check (run_count >= 0),
  constraint tasks_pause_reason_check check (length(pause_reason) <= 1000),
  constraint tasks_tags_check check (cardinality(tags) <= 20),
  constraint tasks_agent_id_check check (length(agent_id) <= 200)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- What is due is decided by this index alone. No index names task_status, active_runs, run_count or updated_at:
-- they change with every run, and an index on them would end HOT updates.
create index tasks_due_idx on tasks (next_run_at) where next_run_at is not null;

-- Pauses that end by themselves.
create index tasks_paused_until_idx on tasks (paused_until) where paused_until is not null;

-- A task written by plain SQL, without a plan, is looked at by the publisher at once, which then plans it:
-- an instant that its schedule does not contain is corrected and not run.
create function tasks_plan_first_look() returns trigger language plpgsql as $$
begin
  new.next_run_at := coalesce(new.run_at, now());
  return new;
end
$$;

create trigger tasks_plan_first_look before insert on tasks for each row
  when (new.next_run_at is null and new.task_status = 'ready' and (new.task_schedule is not null or new.run_at is not null))
  execute function tasks_plan_first_look();

-- migrate:down

drop table tasks;
drop function tasks_plan_first_look;
drop table lanes;
drop table signing_secrets;
drop table installation;
