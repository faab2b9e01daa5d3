-- migrate:up

-- Links with which somebody makes an account of their own. What ended is kept for a while, for administrators to see.
create table invitations (
  id uuid not null,
  email text not null,
  role text not null,
  token_hash bytea not null,
  -- Null: the machine's own access.
  inviter_id uuid,
  inviter_name text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint invitations_pkey primary key (id),
  constraint invitations_token_hash_key unique (token_hash),
  constraint invitations_inviter_id_fkey foreign key (inviter_id) references users (id) on delete cascade,
  constraint invitations_email_check check (length(email) between 3 and 320),
  constraint invitations_role_check check (role in ('viewer', 'operator', 'admin')),
  constraint invitations_token_hash_check check (length(token_hash) = 32)
);
create index invitations_open_idx on invitations (lower(email)) where used_at is null and revoked_at is null;

-- migrate:down

drop table invitations;
