-- migrate:up

create table users (
  id uuid not null,
  email text not null,
  password_hash text not null,
  role text not null default 'viewer',
  token_version integer not null default 1,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_pkey primary key (id),
  constraint users_email_check check (length(email) between 3 and 320),
  constraint users_role_check check (role in ('viewer', 'operator', 'admin'))
);
create unique index users_email_key on users (lower(email));

alter table tasks add constraint tasks_created_by_fkey foreign key (created_by) references users (id) on delete set null;

create table api_keys (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  prefix text not null,
  key_hash bytea not null,
  scopes text[] not null default '{}',
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint api_keys_pkey primary key (id),
  constraint api_keys_user_id_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint api_keys_prefix_key unique (prefix),
  constraint api_keys_name_check check (length(name) between 1 and 200)
);

create table refresh_tokens (
  id uuid not null,
  user_id uuid not null,
  family_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint refresh_tokens_pkey primary key (id),
  constraint refresh_tokens_user_id_fkey foreign key (user_id) references users (id) on delete cascade,
  constraint refresh_tokens_token_hash_key unique (token_hash)
);
create index refresh_tokens_family_idx on refresh_tokens (family_id);

create table audit_log (
  id uuid not null,
  actor text not null,
  action text not null,
  subject_type text not null,
  subject_id text,
  details jsonb not null default '{}',
  ip_address inet,
  request_id text,
  created_at timestamptz not null default now(),
  constraint audit_log_pkey primary key (id)
);
create index audit_log_created_at_idx on audit_log (created_at);

-- Answers already given to a create with an Idempotency-Key, so that a repeated request gets the same one.
create table idempotency_keys (
  key text not null,
  route text not null,
  request_hash bytea not null,
  response_status smallint,
  response_body jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (route, key),
  constraint idempotency_keys_key_check check (length(key) between 1 and 255)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);

-- migrate:down

drop table idempotency_keys;
drop table audit_log;
drop table refresh_tokens;
drop table api_keys;
alter table tasks drop constraint tasks_created_by_fkey;
drop table users;
