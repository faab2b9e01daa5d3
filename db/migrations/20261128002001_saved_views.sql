-- migrate:up

-- Filters and orders of a list that somebody keeps under a name. The owner is a user, an API key, or the machine.
create table saved_views (
  id uuid not null,
  owner_id text not null,
  owner_name text not null,
  page text not null,
  name text not null,
  query text not null,
  is_shared boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_views_pkey primary key (id),
  constraint saved_views_name_key unique (owner_id, page, name),
  constraint saved_views_page_check check (page in ('/tasks', '/runs')),
  constraint saved_views_name_check check (length(name) between 1 and 60),
  constraint saved_views_query_check check (length(query) <= 4000)
);
create index saved_views_shared_idx on saved_views (lower(name), id) where is_shared;

-- migrate:down

drop table saved_views;
