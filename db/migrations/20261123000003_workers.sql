-- migrate:up

-- Publishers and listeners, with the heartbeat by which the living are told from the dead.
create table workers (
  id uuid not null,
  kind text not null,
  host text not null,
  pid integer not null,
  version text not null,
  concurrency integer not null default 0,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  constraint workers_pkey primary key (id),
  constraint workers_kind_check check (kind in ('publisher', 'listener'))
) with (fillfactor = 50);

-- migrate:down

drop table workers;
