-- migrate:up

-- Tokens for the first administrator: one of each process that offers one; all are gone when there is a user.
create table setup_tokens (
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  constraint setup_tokens_pkey primary key (token_hash),
  constraint setup_tokens_token_hash_check check (length(token_hash) = 32)
);

-- A key without a user is the machine's own. Scopes: null is all that the role may.
alter table api_keys
  alter column user_id drop not null,
  alter column scopes drop not null,
  alter column scopes drop default,
  add column role text not null default 'viewer',
  add constraint api_keys_role_check check (role in ('viewer', 'operator', 'admin')),
  add constraint api_keys_key_hash_check check (length(key_hash) = 32);
create index api_keys_user_id_idx on api_keys (user_id);

create index refresh_tokens_user_id_idx on refresh_tokens (user_id);

-- Nobody rewrites what happened.
drop index audit_log_created_at_idx;
create index audit_log_actor_idx on audit_log (actor, id);
create index audit_log_action_idx on audit_log (action, id);
create index audit_log_subject_idx on audit_log (subject_type, subject_id, id);

create function audit_log_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'integrity_constraint_violation',
    constraint = 'audit_log_append_only';
end
$$;
create trigger audit_log_refuse_change before update or delete on audit_log
  for each row execute function audit_log_refuse_change();

-- migrate:down

drop trigger audit_log_refuse_change on audit_log;
drop function audit_log_refuse_change;
drop index audit_log_subject_idx;
drop index audit_log_action_idx;
drop index audit_log_actor_idx;
create index audit_log_created_at_idx on audit_log (created_at);

drop index refresh_tokens_user_id_idx;

delete from api_keys where user_id is null;
update api_keys set scopes = '{}' where scopes is null;
drop index api_keys_user_id_idx;
alter table api_keys
  drop constraint api_keys_key_hash_check,
  drop constraint api_keys_role_check,
  drop column role,
  alter column scopes set default '{}',
  alter column scopes set not null,
  alter column user_id set not null;

drop table setup_tokens;
