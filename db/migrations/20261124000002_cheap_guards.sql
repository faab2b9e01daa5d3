-- migrate:up

-- A guard that is asked twice in the life of every run must cost nothing as long as it is kept: the rule stands in the
-- trigger's condition, and the function is called only to refuse. The moves are those of packages/domain/src/run.ts; new are
-- those of held and pending runs to abandoned, at their deadline.
drop trigger task_runs_guard_status on task_runs;

create or replace function task_runs_guard_status() returns trigger language plpgsql as $$
begin
  raise exception 'a run may not move from % to %', old.run_status, new.run_status
    using errcode = 'check_violation', constraint = 'task_runs_guard_status';
end
$$;

create trigger task_runs_guard_status before update on task_runs for each row
  when (old.run_status is distinct from new.run_status and not (case old.run_status
    when 'held' then new.run_status in ('pending', 'abandoned', 'cancelled')
    when 'pending' then new.run_status in ('running', 'abandoned', 'cancelled')
    when 'running' then new.run_status in ('completed', 'failed', 'retrying', 'waiting', 'abandoned', 'cancelled')
    when 'retrying' then new.run_status in ('running', 'abandoned', 'cancelled')
    when 'waiting' then new.run_status in ('completed', 'failed', 'retrying', 'abandoned', 'cancelled')
    else false
  end))
  execute function task_runs_guard_status();

-- PostgreSQL evaluates every CHECK at every update of a row, and publishing and finishing update the task's row for
-- each run. These two are not cheap: a regular expression, and the whole payload written out as text. As triggers
-- they are asked only when their columns are written.
alter table tasks drop constraint tasks_webhook_url_check, drop constraint tasks_json_payload_check;

create function tasks_check_webhook() returns trigger language plpgsql as $$
begin
  if new.webhook_url !~* '^https?://[^\s/?#]+' or length(new.webhook_url) > 2048 then
    raise exception 'webhook_url must begin with http:// or https:// and have at most 2048 characters'
      using errcode = 'check_violation', table = 'tasks', constraint = 'tasks_webhook_url_check';
  end if;
  if octet_length(new.json_payload::text) > 524288 then
    raise exception 'json_payload must have at most 524288 bytes as text'
      using errcode = 'check_violation', table = 'tasks', constraint = 'tasks_json_payload_check';
  end if;
  return new;
end
$$;

create trigger tasks_check_webhook before insert or update of webhook_url, json_payload on tasks for each row
  execute function tasks_check_webhook();

-- migrate:down

drop trigger tasks_check_webhook on tasks;
drop function tasks_check_webhook;
alter table tasks
  add constraint tasks_webhook_url_check check (webhook_url ~* '^https?://[^\s/?#]+' and length(webhook_url) <= 2048),
  add constraint tasks_json_payload_check check (octet_length(json_payload::text) <= 524288);

drop trigger task_runs_guard_status on task_runs;

create or replace function task_runs_guard_status() returns trigger language plpgsql as $$
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
