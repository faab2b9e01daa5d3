-- What db/migrations adds up to, less the daily partitions (<table>_YYYYMMDD).
-- Generated: `npm run verify -- --fix` writes it anew.

--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit_log_refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_log_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'integrity_constraint_violation',
    constraint = 'audit_log_append_only';
end
$$;


--
-- Name: drop_oldest_partition(date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.drop_oldest_partition(before_day date) RETURNS text
    LANGUAGE plpgsql
    AS $_$
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
$_$;


--
-- Name: ensure_partitions(date, date); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.ensure_partitions(first_day date, last_day date) RETURNS integer
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: run_hours_forget(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.run_hours_forget() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('carillon.run_hours'));
  delete from run_hours where hour = date_bin('1 hour', new.scheduled_for, timestamptz 'epoch');
  return new;
end
$$;


--
-- Name: run_hours_forget_task(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.run_hours_forget_task() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('carillon.run_hours'));
  delete from run_hours where hour in (
    select date_bin('1 hour', scheduled_for, timestamptz 'epoch') from task_runs where task_id = old.id
  );
  return coalesce(new, old);
end
$$;


--
-- Name: task_runs_guard_status(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_runs_guard_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'a run may not move from % to %', old.run_status, new.run_status
    using errcode = 'check_violation', constraint = 'task_runs_guard_status';
end
$$;


--
-- Name: task_runs_note_failure(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_runs_note_failure() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: task_runs_note_late_instant(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.task_runs_note_late_instant() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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


--
-- Name: tasks_check_webhook(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tasks_check_webhook() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if new.webhook_url !~* '^https?://[^\s/?#]+' or length(new.webhook_url) > 2048 then
    raise exception 'webhook_url must begin with http:// or https:// and have at most 2048 characters'
      using errcode = 'check_violation', table = 'tasks', constraint = 'tasks_webhook_url_check';
  end if;
  if octet_length(new.json_payload::text) > 524288 then
    raise exception 'json_payload must have at most 524288 bytes as text'
      using errcode = 'check_violation', table = 'tasks', constraint = 'tasks_json_payload_check';
  end if;
  if jsonb_typeof(new.delivery_options) <> 'object' or octet_length(new.delivery_options::text) > 65536 then
    raise exception 'delivery_options must be an object of at most 65536 bytes as text'
      using errcode = 'check_violation', table = 'tasks', constraint = 'tasks_delivery_options_check';
  end if;
  return new;
end
$$;


--
-- Name: tasks_end_acknowledgement(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tasks_end_acknowledgement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.acknowledged_at := null;
  new.acknowledged_by := null;
  new.acknowledge_note := null;
  return new;
end
$$;


--
-- Name: tasks_plan_first_look(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.tasks_plan_first_look() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.next_run_at := coalesce(new.run_at, now());
  return new;
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alert_channels; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_channels (
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    events text[] NOT NULL,
    task_filter text,
    sealed_address bytea NOT NULL,
    encryption_key_id text NOT NULL,
    address_hint text NOT NULL,
    signing_secret_id uuid,
    quiet_hours jsonb,
    group_seconds integer DEFAULT 60 NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    told_at timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    late_after_seconds integer DEFAULT 300 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT alert_channels_events_check CHECK (((cardinality(events) > 0) AND (events <@ ARRAY['task.failed'::text, 'run.abandoned'::text, 'run.late'::text, 'task.recovered'::text]))),
    CONSTRAINT alert_channels_group_seconds_check CHECK (((group_seconds >= 1) AND (group_seconds <= 86400))),
    CONSTRAINT alert_channels_kind_check CHECK ((kind = ANY (ARRAY['webhook'::text, 'chat'::text, 'email'::text]))),
    CONSTRAINT alert_channels_late_after_seconds_check CHECK (((late_after_seconds >= 10) AND (late_after_seconds <= 86400))),
    CONSTRAINT alert_channels_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT alert_channels_task_filter_check CHECK (((length(task_filter) >= 1) AND (length(task_filter) <= 2000)))
);


--
-- Name: alert_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_events (
    run_id uuid NOT NULL,
    event text NOT NULL,
    task_id uuid NOT NULL,
    error text,
    occurred_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_events_event_check CHECK ((event = ANY (ARRAY['task.failed'::text, 'run.abandoned'::text])))
);


--
-- Name: alert_failing_tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_failing_tasks (
    task_id uuid NOT NULL,
    failing_since timestamp with time zone,
    last_failed_at timestamp with time zone NOT NULL,
    recovered_at timestamp with time zone,
    checked_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: alert_late_instants; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_late_instants (
    run_id uuid NOT NULL,
    run_scheduled_for timestamp with time zone NOT NULL,
    task_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone NOT NULL,
    reason text NOT NULL
);


--
-- Name: alert_late_runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_late_runs (
    channel_id uuid NOT NULL,
    run_id uuid NOT NULL,
    run_scheduled_for timestamp with time zone NOT NULL,
    task_id uuid NOT NULL,
    late_at timestamp with time zone NOT NULL,
    reason text NOT NULL
);


--
-- Name: alert_messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_messages (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    is_test boolean DEFAULT false NOT NULL,
    body json NOT NULL,
    summary text NOT NULL,
    message_status text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    fence integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    http_status smallint,
    outcome text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT alert_messages_finished_check CHECK (((finished_at IS NOT NULL) = (message_status = ANY (ARRAY['sent'::text, 'failed'::text])))),
    CONSTRAINT alert_messages_message_status_check CHECK ((message_status = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'failed'::text]))),
    CONSTRAINT alert_messages_outcome_check CHECK ((length(outcome) <= 2000))
);


--
-- Name: alert_notices; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_notices (
    channel_id uuid NOT NULL,
    event text NOT NULL,
    run_id uuid NOT NULL,
    task_id uuid NOT NULL,
    task_name text NOT NULL,
    error text,
    occurred_at timestamp with time zone NOT NULL
);


--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_keys (
    id uuid NOT NULL,
    user_id uuid,
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash bytea NOT NULL,
    scopes text[],
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    role text DEFAULT 'viewer'::text NOT NULL,
    CONSTRAINT api_keys_key_hash_check CHECK ((length(key_hash) = 32)),
    CONSTRAINT api_keys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT api_keys_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'operator'::text, 'admin'::text])))
);


--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_log (
    id uuid NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id text,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    ip_address inet,
    request_id text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: blackouts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.blackouts (
    id uuid NOT NULL,
    name text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    schedule text,
    time_zone text,
    duration_ms integer,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT blackouts_duration_ms_check CHECK (((duration_ms >= 60000) AND (duration_ms <= 604800000))),
    CONSTRAINT blackouts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT blackouts_schedule_check CHECK ((length(schedule) <= 256)),
    CONSTRAINT blackouts_tags_check CHECK ((cardinality(tags) <= 20)),
    CONSTRAINT blackouts_time_zone_check CHECK ((length(time_zone) <= 64)),
    CONSTRAINT blackouts_times_check CHECK ((((num_nulls(starts_at, ends_at) = 0) AND (num_nonnulls(schedule, time_zone, duration_ms) = 0) AND (starts_at < ends_at)) OR ((num_nonnulls(starts_at, ends_at) = 0) AND (num_nulls(schedule, time_zone, duration_ms) = 0))))
);


--
-- Name: bulk_operations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bulk_operations (
    id uuid NOT NULL,
    action text NOT NULL,
    filter text,
    task_ids uuid[] NOT NULL,
    total integer NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    errors jsonb DEFAULT '[]'::jsonb NOT NULL,
    bulk_status text DEFAULT 'running'::text NOT NULL,
    created_by text NOT NULL,
    holder_id uuid,
    lease_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    changes jsonb,
    note text,
    cancel_runs boolean DEFAULT false NOT NULL,
    failures jsonb,
    run_ids uuid[],
    CONSTRAINT bulk_operations_action_check CHECK (
CASE
    WHEN (run_ids IS NULL) THEN (action = ANY (ARRAY['pause'::text, 'resume'::text, 'run'::text, 'retry'::text, 'cancel'::text, 'delete'::text, 'change'::text, 'acknowledge'::text, 'archive'::text, 'unarchive'::text]))
    ELSE (action = ANY (ARRAY['retry'::text, 'replay'::text, 'cancel'::text, 'acknowledge'::text]))
END),
    CONSTRAINT bulk_operations_bulk_status_check CHECK ((bulk_status = ANY (ARRAY['running'::text, 'completed'::text, 'cancelled'::text]))),
    CONSTRAINT bulk_operations_cancel_runs_check CHECK (((NOT cancel_runs) OR (action = 'archive'::text))),
    CONSTRAINT bulk_operations_changes_check CHECK (((changes IS NOT NULL) = (action = 'change'::text))),
    CONSTRAINT bulk_operations_failures_check CHECK (((failures IS NULL) OR ((action = 'retry'::text) AND (filter IS NULL)))),
    CONSTRAINT bulk_operations_finished_check CHECK (((finished_at IS NULL) = (bulk_status = 'running'::text))),
    CONSTRAINT bulk_operations_note_check CHECK (((note IS NULL) OR ((action = 'acknowledge'::text) AND (length(note) <= 1000)))),
    CONSTRAINT bulk_operations_progress_check CHECK (((done >= 0) AND (failed >= 0) AND ((done + failed) <= total))),
    CONSTRAINT bulk_operations_run_ids_check CHECK (((run_ids IS NULL) OR ((task_ids = '{}'::uuid[]) AND (failures IS NULL))))
);


--
-- Name: channels; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.channels (
    name text NOT NULL,
    is_started boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT channels_name_check CHECK ((name ~ '^[a-z0-9][a-z0-9_-]{0,62}$'::text))
);


--
-- Name: delivery_hosts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.delivery_hosts (
    host text NOT NULL,
    reason text NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    opened_count integer DEFAULT 1 NOT NULL,
    blocked_until timestamp with time zone NOT NULL,
    probe_by uuid,
    probe_until timestamp with time zone,
    CONSTRAINT delivery_hosts_host_check CHECK (((length(host) >= 1) AND (length(host) <= 300))),
    CONSTRAINT delivery_hosts_opened_count_check CHECK ((opened_count > 0)),
    CONSTRAINT delivery_hosts_probe_check CHECK (((probe_by IS NULL) = (probe_until IS NULL)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.05');


--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_keys (
    key text NOT NULL,
    route text NOT NULL,
    request_hash bytea NOT NULL,
    response_status smallint,
    response_body jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    caller text DEFAULT ''::text NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);


--
-- Name: installation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.installation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    is_only_row boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    tz_version text,
    CONSTRAINT installation_only_row_check CHECK (is_only_row),
    CONSTRAINT installation_tz_version_check CHECK (((length(tz_version) >= 1) AND (length(tz_version) <= 20)))
);


--
-- Name: invitations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitations (
    id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    inviter_id uuid,
    inviter_name text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT invitations_email_check CHECK (((length(email) >= 3) AND (length(email) <= 320))),
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'operator'::text, 'admin'::text]))),
    CONSTRAINT invitations_token_hash_check CHECK ((length(token_hash) = 32))
);


--
-- Name: lanes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lanes (
    name text NOT NULL,
    concurrency_limit integer DEFAULT 1 NOT NULL,
    paused boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    paused_at timestamp with time zone,
    paused_by text,
    pause_reason text,
    rate_limit_runs integer,
    rate_limit_per_ms integer,
    last_slot_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT lanes_concurrency_limit_check CHECK (((concurrency_limit >= 1) AND (concurrency_limit <= 10000))),
    CONSTRAINT lanes_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT lanes_pause_check CHECK ((paused OR ((paused_at IS NULL) AND (paused_by IS NULL) AND (pause_reason IS NULL)))),
    CONSTRAINT lanes_pause_reason_check CHECK ((length(pause_reason) <= 1000)),
    CONSTRAINT lanes_rate_limit_check CHECK (((rate_limit_runs IS NULL) = (rate_limit_per_ms IS NULL))),
    CONSTRAINT lanes_rate_limit_per_ms_check CHECK (((rate_limit_per_ms >= 1000) AND (rate_limit_per_ms <= 86400000))),
    CONSTRAINT lanes_rate_limit_runs_check CHECK (((rate_limit_runs >= 1) AND (rate_limit_runs <= 1000000)))
);


--
-- Name: messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.messages (
    id uuid NOT NULL,
    channel text NOT NULL,
    author text NOT NULL,
    body text NOT NULL,
    task_id uuid,
    run_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    level text DEFAULT 'info'::text NOT NULL,
    CONSTRAINT messages_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
    CONSTRAINT messages_level_check CHECK ((level = ANY (ARRAY['info'::text, 'warning'::text, 'error'::text])))
);


--
-- Name: planned_runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.planned_runs (
    task_id uuid NOT NULL,
    run_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: refresh_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.refresh_tokens (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    family_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: run_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_id uuid NOT NULL,
    run_id uuid NOT NULL,
    run_scheduled_for timestamp with time zone NOT NULL,
    from_status text,
    to_status text NOT NULL,
    reason text,
    actor text,
    created_at timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (created_at);


--
-- Name: run_hours; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_hours (
    hour timestamp with time zone NOT NULL,
    counts jsonb,
    durations jsonb,
    lags jsonb,
    open_runs uuid[],
    CONSTRAINT run_hours_counted_check CHECK ((num_nulls(counts, durations, lags, open_runs) = ANY (ARRAY[0, 4]))),
    CONSTRAINT run_hours_hour_check CHECK ((hour = date_bin('01:00:00'::interval, hour, '1970-01-01 00:00:00+00'::timestamp with time zone)))
);


--
-- Name: run_log_lines; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_log_lines (
    task_id uuid NOT NULL,
    run_id uuid NOT NULL,
    run_scheduled_for timestamp with time zone NOT NULL,
    line_number smallint NOT NULL,
    level text DEFAULT 'info'::text NOT NULL,
    line text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT run_log_lines_level_check CHECK ((level = ANY (ARRAY['debug'::text, 'info'::text, 'warn'::text, 'error'::text]))),
    CONSTRAINT run_log_lines_line_check CHECK ((length(line) <= 4000)),
    CONSTRAINT run_log_lines_line_number_check CHECK (((line_number >= 1) AND (line_number <= 1000)))
)
PARTITION BY RANGE (created_at);


--
-- Name: saved_views; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.saved_views (
    id uuid NOT NULL,
    owner_id text NOT NULL,
    owner_name text NOT NULL,
    page text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
    CONSTRAINT saved_views_page_check CHECK ((page = ANY (ARRAY['/tasks'::text, '/runs'::text]))),
    CONSTRAINT saved_views_query_check CHECK ((length(query) <= 4000))
);


--
-- Name: secrets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.secrets (
    id uuid NOT NULL,
    name text NOT NULL,
    sealed_value bytea NOT NULL,
    encryption_key_id text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT secrets_name_check CHECK ((name ~ '^[A-Za-z][A-Za-z0-9_.-]{0,99}$'::text))
);


--
-- Name: setup_tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setup_tokens (
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT setup_tokens_token_hash_check CHECK ((length(token_hash) = 32))
);


--
-- Name: signing_secrets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.signing_secrets (
    id uuid NOT NULL,
    name text NOT NULL,
    sealed_secret bytea NOT NULL,
    sealed_previous_secret bytea,
    previous_valid_until timestamp with time zone,
    encryption_key_id text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    kind text DEFAULT 'hmac'::text NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    CONSTRAINT signing_secrets_kind_check CHECK ((kind = ANY (ARRAY['hmac'::text, 'ed25519'::text]))),
    CONSTRAINT signing_secrets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);


--
-- Name: task_badges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task_badges (
    task_id uuid NOT NULL,
    token text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by text NOT NULL,
    CONSTRAINT task_badges_token_check CHECK ((token ~ '^[A-Za-z0-9_-]{43}$'::text))
);


--
-- Name: task_logs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task_logs (
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    run_id uuid NOT NULL,
    run_scheduled_for timestamp with time zone NOT NULL,
    status text DEFAULT 'running'::text NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    execution_time integer,
    message text,
    message_truncated boolean DEFAULT false NOT NULL,
    error_code text,
    http_status smallint,
    response_headers json,
    phases json,
    worker_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT task_logs_execution_time_check CHECK ((execution_time >= 0)),
    CONSTRAINT task_logs_finished_check CHECK (((finished_at IS NULL) = (status = 'running'::text))),
    CONSTRAINT task_logs_message_check CHECK ((octet_length(message) <= 65536)),
    CONSTRAINT task_logs_retry_count_check CHECK ((retry_count >= 0)),
    CONSTRAINT task_logs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'finish'::text, 'failed'::text, 'abandoned'::text, 'cancelled'::text])))
)
PARTITION BY RANGE (created_at);


--
-- Name: task_runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task_runs (
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    scheduled_for timestamp with time zone NOT NULL,
    trigger_key text DEFAULT 'schedule'::text NOT NULL,
    trigger text DEFAULT 'schedule'::text NOT NULL,
    run_status text DEFAULT 'pending'::text NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    lane text,
    retry_count integer DEFAULT 0 NOT NULL,
    max_retry integer DEFAULT 3 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    fence integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    worker_id uuid,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    skip_reason text,
    occurrences integer DEFAULT 1 NOT NULL,
    skipped_to timestamp with time zone,
    origin_run_id uuid,
    json_payload jsonb,
    result jsonb,
    error text,
    progress smallint,
    cost numeric(18,6),
    quality_score numeric(6,3),
    task_version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    deadline_at timestamp with time zone,
    callback_token_hash bytea,
    webhook_url text,
    CONSTRAINT task_runs_cost_check CHECK ((cost >= (0)::numeric)),
    CONSTRAINT task_runs_deadline_at_check CHECK ((deadline_at > scheduled_for)),
    CONSTRAINT task_runs_finished_check CHECK (((finished_at IS NOT NULL) = (run_status = ANY (ARRAY['completed'::text, 'failed'::text, 'abandoned'::text, 'cancelled'::text, 'skipped'::text])))),
    CONSTRAINT task_runs_max_retry_check CHECK (((max_retry >= 0) AND (max_retry <= 100))),
    CONSTRAINT task_runs_occurrences_check CHECK ((occurrences > 0)),
    CONSTRAINT task_runs_priority_check CHECK ((priority = ANY (ARRAY['urgent'::text, 'high'::text, 'normal'::text, 'low'::text]))),
    CONSTRAINT task_runs_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
    CONSTRAINT task_runs_retry_count_check CHECK (((retry_count >= 0) AND (retry_count <= max_retry))),
    CONSTRAINT task_runs_run_status_check CHECK ((run_status = ANY (ARRAY['held'::text, 'pending'::text, 'running'::text, 'retrying'::text, 'waiting'::text, 'completed'::text, 'failed'::text, 'abandoned'::text, 'cancelled'::text, 'skipped'::text]))),
    CONSTRAINT task_runs_skip_reason_check CHECK ((((skip_reason IS NOT NULL) = (run_status = 'skipped'::text)) AND (skip_reason = ANY (ARRAY['missed'::text, 'overlap'::text, 'paused'::text, 'ended'::text, 'expired'::text, 'blackout'::text])))),
    CONSTRAINT task_runs_skipped_to_check CHECK ((skipped_to >= scheduled_for)),
    CONSTRAINT task_runs_trigger_check CHECK ((trigger = ANY (ARRAY['schedule'::text, 'manual'::text, 'api'::text, 'retry'::text, 'replay'::text, 'backfill'::text]))),
    CONSTRAINT task_runs_webhook_url_check CHECK ((length(webhook_url) <= 2048))
)
PARTITION BY RANGE (scheduled_for);


--
-- Name: tasks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tasks (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    task_name text NOT NULL,
    task_type text DEFAULT 'webhook'::text NOT NULL,
    task_schedule text,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    run_at timestamp with time zone,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    max_runs integer,
    jitter_ms integer DEFAULT 0 NOT NULL,
    webhook_url text NOT NULL,
    http_method text DEFAULT 'POST'::text NOT NULL,
    http_headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    json_payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    timeout_ms integer DEFAULT 30000 NOT NULL,
    success_status smallint[] DEFAULT '{}'::smallint[] NOT NULL,
    max_retry integer DEFAULT 3 NOT NULL,
    backoff_strategy text DEFAULT 'exponential'::text NOT NULL,
    backoff_base_ms integer DEFAULT 1000 NOT NULL,
    backoff_max_ms integer DEFAULT 30000 NOT NULL,
    backoff_jitter boolean DEFAULT false NOT NULL,
    priority text DEFAULT 'normal'::text NOT NULL,
    lane text,
    overlap_policy text DEFAULT 'skip'::text NOT NULL,
    misfire_policy text DEFAULT 'latest'::text NOT NULL,
    misfire_window_ms integer,
    misfire_cap integer DEFAULT 100 NOT NULL,
    dst_gap text DEFAULT 'run_after'::text NOT NULL,
    dst_overlap text DEFAULT 'first'::text NOT NULL,
    on_failure text DEFAULT 'stop'::text NOT NULL,
    at_most_once boolean DEFAULT false NOT NULL,
    task_status text DEFAULT 'ready'::text NOT NULL,
    active_runs integer DEFAULT 0 NOT NULL,
    next_run_at timestamp with time zone,
    run_count integer DEFAULT 0 NOT NULL,
    paused_until timestamp with time zone,
    pause_reason text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    agent_id text,
    signing_secret_id uuid,
    version integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    deadline_ms integer,
    withheld_from timestamp with time zone,
    delivery_options jsonb DEFAULT '{}'::jsonb NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by text,
    acknowledge_note text,
    archived_at timestamp with time zone,
    last_run_at timestamp with time zone,
    CONSTRAINT tasks_acknowledgement_check CHECK (((acknowledged_at IS NULL) OR ((task_status = 'failed'::text) AND (acknowledged_by IS NOT NULL) AND (COALESCE(length(acknowledge_note), 0) <= 1000)))),
    CONSTRAINT tasks_active_runs_check CHECK ((active_runs >= 0)),
    CONSTRAINT tasks_agent_id_check CHECK ((length(agent_id) <= 200)),
    CONSTRAINT tasks_archived_check CHECK (((archived_at IS NULL) OR ((task_status = 'paused'::text) AND (next_run_at IS NULL) AND (paused_until IS NULL) AND (active_runs = 0)))),
    CONSTRAINT tasks_backoff_base_ms_check CHECK (((backoff_base_ms >= 1) AND (backoff_base_ms <= 86400000))),
    CONSTRAINT tasks_backoff_max_ms_check CHECK (((backoff_max_ms >= 1) AND (backoff_max_ms <= 86400000))),
    CONSTRAINT tasks_backoff_strategy_check CHECK ((backoff_strategy = ANY (ARRAY['exponential'::text, 'fixed'::text]))),
    CONSTRAINT tasks_deadline_ms_check CHECK ((deadline_ms >= 1000)),
    CONSTRAINT tasks_dst_gap_check CHECK ((dst_gap = ANY (ARRAY['run_after'::text, 'skip'::text]))),
    CONSTRAINT tasks_dst_overlap_check CHECK ((dst_overlap = ANY (ARRAY['first'::text, 'both'::text]))),
    CONSTRAINT tasks_ends_after_start_check CHECK ((ends_at > starts_at)),
    CONSTRAINT tasks_http_headers_check CHECK ((jsonb_typeof(http_headers) = 'object'::text)),
    CONSTRAINT tasks_http_method_check CHECK ((http_method = ANY (ARRAY['POST'::text, 'PUT'::text, 'PATCH'::text, 'GET'::text, 'DELETE'::text, 'HEAD'::text]))),
    CONSTRAINT tasks_jitter_ms_check CHECK (((jitter_ms >= 0) AND (jitter_ms <= 3600000))),
    CONSTRAINT tasks_max_retry_check CHECK (((max_retry >= 0) AND (max_retry <= 100))),
    CONSTRAINT tasks_max_runs_check CHECK ((max_runs > 0)),
    CONSTRAINT tasks_misfire_cap_check CHECK (((misfire_cap >= 1) AND (misfire_cap <= 10000))),
    CONSTRAINT tasks_misfire_policy_check CHECK ((misfire_policy = ANY (ARRAY['skip'::text, 'latest'::text, 'all'::text]))),
    CONSTRAINT tasks_misfire_window_ms_check CHECK ((misfire_window_ms > 0)),
    CONSTRAINT tasks_on_failure_check CHECK ((on_failure = ANY (ARRAY['stop'::text, 'continue'::text]))),
    CONSTRAINT tasks_overlap_policy_check CHECK ((overlap_policy = ANY (ARRAY['skip'::text, 'queue'::text, 'allow'::text]))),
    CONSTRAINT tasks_pause_reason_check CHECK ((length(pause_reason) <= 1000)),
    CONSTRAINT tasks_priority_check CHECK ((priority = ANY (ARRAY['urgent'::text, 'high'::text, 'normal'::text, 'low'::text]))),
    CONSTRAINT tasks_run_count_check CHECK ((run_count >= 0)),
    CONSTRAINT tasks_schedule_or_run_at_check CHECK (((task_schedule IS NULL) OR (run_at IS NULL))),
    CONSTRAINT tasks_success_status_check CHECK (((cardinality(success_status) <= 20) AND (100 <= ALL (success_status)) AND (599 >= ALL (success_status)))),
    CONSTRAINT tasks_tags_check CHECK ((cardinality(tags) <= 20)),
    CONSTRAINT tasks_task_name_check CHECK (((length(task_name) >= 1) AND (length(task_name) <= 200))),
    CONSTRAINT tasks_task_schedule_check CHECK (((length(task_schedule) >= 1) AND (length(task_schedule) <= 256))),
    CONSTRAINT tasks_task_status_check CHECK ((task_status = ANY (ARRAY['ready'::text, 'running'::text, 'failed'::text, 'paused'::text, 'completed'::text]))),
    CONSTRAINT tasks_task_type_check CHECK ((task_type = 'webhook'::text)),
    CONSTRAINT tasks_time_zone_check CHECK (((length(time_zone) >= 1) AND (length(time_zone) <= 64))),
    CONSTRAINT tasks_timeout_ms_check CHECK (((timeout_ms >= 100) AND (timeout_ms <= 300000))),
    CONSTRAINT tasks_withheld_from_check CHECK (((withheld_from IS NULL) OR (next_run_at IS NULL)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.02', autovacuum_analyze_scale_factor='0.05');


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    id uuid NOT NULL,
    email text NOT NULL,
    password_hash text,
    role text DEFAULT 'viewer'::text NOT NULL,
    token_version integer DEFAULT 1 NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    oidc_issuer text,
    oidc_subject text,
    display_name text,
    CONSTRAINT users_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 100))),
    CONSTRAINT users_email_check CHECK (((length(email) >= 3) AND (length(email) <= 320))),
    CONSTRAINT users_oidc_check CHECK ((((oidc_issuer IS NULL) = (oidc_subject IS NULL)) AND ((length(oidc_subject) >= 1) AND (length(oidc_subject) <= 255)))),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'operator'::text, 'admin'::text])))
);


--
-- Name: workers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.workers (
    id uuid NOT NULL,
    kind text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    concurrency integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT workers_kind_check CHECK ((kind = ANY (ARRAY['publisher'::text, 'listener'::text])))
)
WITH (fillfactor='50');


--
-- Name: alert_channels alert_channels_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_channels
    ADD CONSTRAINT alert_channels_name_key UNIQUE (name);


--
-- Name: alert_channels alert_channels_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_channels
    ADD CONSTRAINT alert_channels_pkey PRIMARY KEY (id);


--
-- Name: alert_events alert_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_events
    ADD CONSTRAINT alert_events_pkey PRIMARY KEY (run_id);


--
-- Name: alert_failing_tasks alert_failing_tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_failing_tasks
    ADD CONSTRAINT alert_failing_tasks_pkey PRIMARY KEY (task_id);


--
-- Name: alert_late_instants alert_late_instants_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_late_instants
    ADD CONSTRAINT alert_late_instants_pkey PRIMARY KEY (run_id);


--
-- Name: alert_late_runs alert_late_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_late_runs
    ADD CONSTRAINT alert_late_runs_pkey PRIMARY KEY (channel_id, run_id);


--
-- Name: alert_messages alert_messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_messages
    ADD CONSTRAINT alert_messages_pkey PRIMARY KEY (id);


--
-- Name: alert_notices alert_notices_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_notices
    ADD CONSTRAINT alert_notices_pkey PRIMARY KEY (channel_id, event, run_id);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);


--
-- Name: api_keys api_keys_prefix_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_prefix_key UNIQUE (prefix);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);


--
-- Name: blackouts blackouts_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.blackouts
    ADD CONSTRAINT blackouts_name_key UNIQUE (name);


--
-- Name: blackouts blackouts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.blackouts
    ADD CONSTRAINT blackouts_pkey PRIMARY KEY (id);


--
-- Name: bulk_operations bulk_operations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bulk_operations
    ADD CONSTRAINT bulk_operations_pkey PRIMARY KEY (id);


--
-- Name: channels channels_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT channels_pkey PRIMARY KEY (name);


--
-- Name: delivery_hosts delivery_hosts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.delivery_hosts
    ADD CONSTRAINT delivery_hosts_pkey PRIMARY KEY (host);


--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, route, key);


--
-- Name: installation installation_only_row_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_only_row_key UNIQUE (is_only_row);


--
-- Name: installation installation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (id);


--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);


--
-- Name: invitations invitations_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_token_hash_key UNIQUE (token_hash);


--
-- Name: lanes lanes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lanes
    ADD CONSTRAINT lanes_pkey PRIMARY KEY (name);


--
-- Name: messages messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);


--
-- Name: planned_runs planned_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.planned_runs
    ADD CONSTRAINT planned_runs_pkey PRIMARY KEY (task_id);


--
-- Name: refresh_tokens refresh_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id);


--
-- Name: refresh_tokens refresh_tokens_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash);


--
-- Name: run_events run_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_events
    ADD CONSTRAINT run_events_pkey PRIMARY KEY (id, created_at);


--
-- Name: run_hours run_hours_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_hours
    ADD CONSTRAINT run_hours_pkey PRIMARY KEY (hour);


--
-- Name: run_log_lines run_log_lines_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_log_lines
    ADD CONSTRAINT run_log_lines_pkey PRIMARY KEY (task_id, run_id, line_number, created_at);


--
-- Name: saved_views saved_views_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_name_key UNIQUE (owner_id, page, name);


--
-- Name: saved_views saved_views_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (id);


--
-- Name: secrets secrets_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.secrets
    ADD CONSTRAINT secrets_name_key UNIQUE (name);


--
-- Name: secrets secrets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.secrets
    ADD CONSTRAINT secrets_pkey PRIMARY KEY (id);


--
-- Name: setup_tokens setup_tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setup_tokens
    ADD CONSTRAINT setup_tokens_pkey PRIMARY KEY (token_hash);


--
-- Name: signing_secrets signing_secrets_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signing_secrets
    ADD CONSTRAINT signing_secrets_name_key UNIQUE (name);


--
-- Name: signing_secrets signing_secrets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.signing_secrets
    ADD CONSTRAINT signing_secrets_pkey PRIMARY KEY (id);


--
-- Name: task_badges task_badges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_badges
    ADD CONSTRAINT task_badges_pkey PRIMARY KEY (task_id);


--
-- Name: task_badges task_badges_token_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_badges
    ADD CONSTRAINT task_badges_token_key UNIQUE (token);


--
-- Name: task_logs task_logs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_logs
    ADD CONSTRAINT task_logs_pkey PRIMARY KEY (id, created_at);


--
-- Name: task_runs task_runs_instant_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_runs
    ADD CONSTRAINT task_runs_instant_key UNIQUE (task_id, scheduled_for, trigger_key);


--
-- Name: task_runs task_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_runs
    ADD CONSTRAINT task_runs_pkey PRIMARY KEY (id, scheduled_for);


--
-- Name: tasks tasks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: workers workers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (id);


--
-- Name: alert_failing_tasks_failing_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX alert_failing_tasks_failing_idx ON public.alert_failing_tasks USING btree (task_id) WHERE (failing_since IS NOT NULL);


--
-- Name: alert_messages_channel_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX alert_messages_channel_idx ON public.alert_messages USING btree (channel_id, id);


--
-- Name: alert_messages_open_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX alert_messages_open_idx ON public.alert_messages USING btree (channel_id) WHERE (finished_at IS NULL);


--
-- Name: api_keys_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_keys_user_id_idx ON public.api_keys USING btree (user_id);


--
-- Name: audit_log_action_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_action_idx ON public.audit_log USING btree (action, id);


--
-- Name: audit_log_actor_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_actor_idx ON public.audit_log USING btree (actor, id);


--
-- Name: audit_log_subject_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_subject_idx ON public.audit_log USING btree (subject_type, subject_id, id);


--
-- Name: bulk_operations_running_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX bulk_operations_running_idx ON public.bulk_operations USING btree (created_at) WHERE (finished_at IS NULL);


--
-- Name: idempotency_keys_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (created_at);


--
-- Name: invitations_open_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitations_open_idx ON public.invitations USING btree (lower(email)) WHERE ((used_at IS NULL) AND (revoked_at IS NULL));


--
-- Name: messages_channel_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_channel_idx ON public.messages USING btree (channel, id);


--
-- Name: messages_task_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_task_idx ON public.messages USING btree (task_id) WHERE (task_id IS NOT NULL);


--
-- Name: planned_runs_run_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX planned_runs_run_at_idx ON public.planned_runs USING btree (run_at);


--
-- Name: refresh_tokens_family_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX refresh_tokens_family_idx ON public.refresh_tokens USING btree (family_id);


--
-- Name: refresh_tokens_user_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX refresh_tokens_user_id_idx ON public.refresh_tokens USING btree (user_id);


--
-- Name: run_events_task_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_events_task_idx ON ONLY public.run_events USING btree (task_id, created_at);


--
-- Name: saved_views_shared_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX saved_views_shared_idx ON public.saved_views USING btree (lower(name), id) WHERE is_shared;


--
-- Name: signing_secrets_one_default_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX signing_secrets_one_default_idx ON public.signing_secrets USING btree (is_default) WHERE is_default;


--
-- Name: task_logs_task_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_logs_task_idx ON ONLY public.task_logs USING btree (task_id, created_at);


--
-- Name: task_runs_deadline_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_runs_deadline_idx ON ONLY public.task_runs USING btree (deadline_at) WHERE ((finished_at IS NULL) AND (deadline_at IS NOT NULL));


--
-- Name: task_runs_lane_ended_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_runs_lane_ended_idx ON ONLY public.task_runs USING btree (lane, scheduled_for) WHERE ((finished_at IS NOT NULL) AND (lane IS NOT NULL));


--
-- Name: task_runs_lane_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_runs_lane_idx ON ONLY public.task_runs USING btree (lane, scheduled_for) WHERE ((finished_at IS NULL) AND (lane IS NOT NULL));


--
-- Name: task_runs_open_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_runs_open_idx ON ONLY public.task_runs USING btree (next_attempt_at) WHERE (finished_at IS NULL);


--
-- Name: tasks_archived_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_archived_idx ON public.tasks USING btree (id) WHERE (archived_at IS NOT NULL);


--
-- Name: tasks_created_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_created_at_idx ON public.tasks USING btree (created_at, id);


--
-- Name: tasks_due_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_due_idx ON public.tasks USING btree (next_run_at) WHERE (next_run_at IS NOT NULL);


--
-- Name: tasks_json_payload_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_json_payload_idx ON public.tasks USING gin (json_payload jsonb_path_ops);


--
-- Name: tasks_paused_until_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_paused_until_idx ON public.tasks USING btree (paused_until) WHERE (paused_until IS NOT NULL);


--
-- Name: tasks_tags_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_tags_idx ON public.tasks USING gin (tags) WHERE (tags <> '{}'::text[]);


--
-- Name: tasks_task_name_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tasks_task_name_idx ON public.tasks USING btree (task_name, id);


--
-- Name: users_email_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_email_key ON public.users USING btree (lower(email));


--
-- Name: users_oidc_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX users_oidc_key ON public.users USING btree (oidc_issuer, oidc_subject);


--
-- Name: audit_log audit_log_refuse_change; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_log_refuse_change BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.audit_log_refuse_change();


--
-- Name: audit_log audit_log_refuse_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_log_refuse_truncate BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.audit_log_refuse_change();


--
-- Name: task_runs task_runs_forget_hour; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_runs_forget_hour BEFORE UPDATE ON public.task_runs FOR EACH ROW WHEN (((old.finished_at IS NOT NULL) AND (old.scheduled_for < (now() - '00:30:00'::interval)))) EXECUTE FUNCTION public.run_hours_forget();


--
-- Name: task_runs task_runs_forget_hour_of_new; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_runs_forget_hour_of_new AFTER INSERT ON public.task_runs FOR EACH ROW WHEN ((new.scheduled_for < (now() - '00:30:00'::interval))) EXECUTE FUNCTION public.run_hours_forget();


--
-- Name: task_runs task_runs_guard_status; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_runs_guard_status BEFORE UPDATE ON public.task_runs FOR EACH ROW WHEN (((old.run_status IS DISTINCT FROM new.run_status) AND (NOT
        CASE old.run_status
            WHEN 'held'::text THEN (new.run_status = ANY (ARRAY['pending'::text, 'abandoned'::text, 'cancelled'::text]))
            WHEN 'pending'::text THEN (new.run_status = ANY (ARRAY['running'::text, 'abandoned'::text, 'cancelled'::text]))
            WHEN 'running'::text THEN (new.run_status = ANY (ARRAY['completed'::text, 'failed'::text, 'retrying'::text, 'waiting'::text, 'abandoned'::text, 'cancelled'::text]))
            WHEN 'retrying'::text THEN (new.run_status = ANY (ARRAY['running'::text, 'abandoned'::text, 'cancelled'::text]))
            WHEN 'waiting'::text THEN (new.run_status = ANY (ARRAY['completed'::text, 'failed'::text, 'retrying'::text, 'abandoned'::text, 'cancelled'::text]))
            ELSE false
        END))) EXECUTE FUNCTION public.task_runs_guard_status();


--
-- Name: task_runs task_runs_note_failure; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_runs_note_failure BEFORE UPDATE ON public.task_runs FOR EACH ROW WHEN (((new.run_status = ANY (ARRAY['failed'::text, 'abandoned'::text])) AND (old.run_status IS DISTINCT FROM new.run_status))) EXECUTE FUNCTION public.task_runs_note_failure();


--
-- Name: task_runs task_runs_note_late_instant; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER task_runs_note_late_instant AFTER INSERT ON public.task_runs FOR EACH ROW WHEN ((((new.created_at - new.scheduled_for) >= '00:00:10'::interval) AND (new.trigger = 'schedule'::text) AND ((new.skip_reason IS NULL) OR (new.skip_reason = ANY (ARRAY['missed'::text, 'expired'::text]))))) EXECUTE FUNCTION public.task_runs_note_late_instant();


--
-- Name: tasks tasks_check_webhook; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tasks_check_webhook BEFORE INSERT OR UPDATE OF webhook_url, json_payload, delivery_options ON public.tasks FOR EACH ROW EXECUTE FUNCTION public.tasks_check_webhook();


--
-- Name: tasks tasks_end_acknowledgement; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tasks_end_acknowledgement BEFORE UPDATE OF task_status ON public.tasks FOR EACH ROW WHEN (((old.acknowledged_at IS NOT NULL) AND (new.task_status <> 'failed'::text))) EXECUTE FUNCTION public.tasks_end_acknowledgement();


--
-- Name: tasks tasks_forget_hours; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tasks_forget_hours BEFORE DELETE ON public.tasks FOR EACH ROW WHEN ((old.archived_at IS NULL)) EXECUTE FUNCTION public.run_hours_forget_task();


--
-- Name: tasks tasks_forget_hours_of_archived; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tasks_forget_hours_of_archived AFTER UPDATE OF archived_at ON public.tasks FOR EACH ROW WHEN ((old.archived_at IS DISTINCT FROM new.archived_at)) EXECUTE FUNCTION public.run_hours_forget_task();


--
-- Name: tasks tasks_plan_first_look; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER tasks_plan_first_look BEFORE INSERT ON public.tasks FOR EACH ROW WHEN (((new.next_run_at IS NULL) AND (new.task_status = 'ready'::text) AND ((new.task_schedule IS NOT NULL) OR (new.run_at IS NOT NULL)))) EXECUTE FUNCTION public.tasks_plan_first_look();


--
-- Name: alert_channels alert_channels_signing_secret_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_channels
    ADD CONSTRAINT alert_channels_signing_secret_id_fkey FOREIGN KEY (signing_secret_id) REFERENCES public.signing_secrets(id) ON DELETE RESTRICT;


--
-- Name: alert_failing_tasks alert_failing_tasks_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_failing_tasks
    ADD CONSTRAINT alert_failing_tasks_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: alert_late_runs alert_late_runs_channel_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_late_runs
    ADD CONSTRAINT alert_late_runs_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.alert_channels(id) ON DELETE CASCADE;


--
-- Name: alert_messages alert_messages_channel_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_messages
    ADD CONSTRAINT alert_messages_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.alert_channels(id) ON DELETE CASCADE;


--
-- Name: alert_notices alert_notices_channel_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_notices
    ADD CONSTRAINT alert_notices_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES public.alert_channels(id) ON DELETE CASCADE;


--
-- Name: api_keys api_keys_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: invitations invitations_inviter_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: messages messages_channel_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_channel_fkey FOREIGN KEY (channel) REFERENCES public.channels(name) ON DELETE CASCADE;


--
-- Name: messages messages_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE SET NULL;


--
-- Name: planned_runs planned_runs_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.planned_runs
    ADD CONSTRAINT planned_runs_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: refresh_tokens refresh_tokens_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;


--
-- Name: run_events run_events_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.run_events
    ADD CONSTRAINT run_events_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: run_log_lines run_log_lines_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.run_log_lines
    ADD CONSTRAINT run_log_lines_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: task_badges task_badges_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_badges
    ADD CONSTRAINT task_badges_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: task_logs task_logs_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.task_logs
    ADD CONSTRAINT task_logs_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: task_runs task_runs_task_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE public.task_runs
    ADD CONSTRAINT task_runs_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.tasks(id) ON DELETE CASCADE;


--
-- Name: tasks tasks_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE SET NULL;


--
-- Name: tasks tasks_lane_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_lane_fkey FOREIGN KEY (lane) REFERENCES public.lanes(name) ON DELETE RESTRICT;


--
-- Name: tasks tasks_signing_secret_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT tasks_signing_secret_id_fkey FOREIGN KEY (signing_secret_id) REFERENCES public.signing_secrets(id) ON DELETE RESTRICT;


--
-- PostgreSQL database dump complete
--
