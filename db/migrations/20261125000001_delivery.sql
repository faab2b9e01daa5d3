-- migrate:up

-- Read as one value by each claim; a column for every option would widen the row that two updates of each run rewrite.
alter table tasks add column delivery_options jsonb not null default '{}'::jsonb;

alter table tasks drop constraint tasks_http_method_check;
alter table tasks add constraint tasks_http_method_check
  check (http_method in ('POST', 'PUT', 'PATCH', 'GET', 'DELETE', 'HEAD'));

drop trigger tasks_check_webhook on tasks;

create or replace function tasks_check_webhook() returns trigger language plpgsql as $$
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

create trigger tasks_check_webhook before insert or update of webhook_url, json_payload, delivery_options on tasks
  for each row execute function tasks_check_webhook();

-- Values that templates, authentication and client certificates name. Sealed: AES-256-GCM under `encryption_key_id`,
-- bound to table, id and column.
create table secrets (
  id uuid primary key,
  name text not null constraint secrets_name_key unique
    constraint secrets_name_check check (name ~ '^[A-Za-z][A-Za-z0-9_.-]{0,99}$'),
  sealed_value bytea not null,
  encryption_key_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

alter table signing_secrets
  add column kind text not null default 'hmac' constraint signing_secrets_kind_check check (kind in ('hmac', 'ed25519')),
  add column is_default boolean not null default false;
create unique index signing_secrets_one_default_idx on signing_secrets (is_default) where is_default;

-- migrate:down

drop index signing_secrets_one_default_idx;
alter table signing_secrets drop column is_default, drop column kind;
drop table secrets;

drop trigger tasks_check_webhook on tasks;

create or replace function tasks_check_webhook() returns trigger language plpgsql as $$
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

alter table tasks drop constraint tasks_http_method_check;
alter table tasks add constraint tasks_http_method_check
  check (http_method in ('POST', 'PUT', 'PATCH', 'GET', 'DELETE'));
alter table tasks drop column delivery_options;
