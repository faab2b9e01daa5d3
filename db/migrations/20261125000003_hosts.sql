-- migrate:up

-- The hosts that listeners leave alone for a while: no row, no complaint. `open` until blocked_until, from then on `half_open`:
-- one attempt at a time, by whoever holds the probe, decides whether the row goes or blocked_until moves on.
-- Read by every listener once a second; no index but the key, so that every update is HOT.
create table delivery_hosts (
  host text not null,
  reason text not null,
  opened_at timestamptz not null default now(),
  opened_count integer not null default 1,
  blocked_until timestamptz not null,
  probe_by uuid,
  probe_until timestamptz,
  constraint delivery_hosts_pkey primary key (host),
  constraint delivery_hosts_host_check check (length(host) between 1 and 300),
  constraint delivery_hosts_opened_count_check check (opened_count > 0),
  constraint delivery_hosts_probe_check check ((probe_by is null) = (probe_until is null))
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- migrate:down

drop table delivery_hosts;
