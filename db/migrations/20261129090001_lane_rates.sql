-- migrate:up

-- How often runs of a lane may begin. Both null: as often as there is room.
alter table lanes
  add column rate_limit_runs integer,
  add column rate_limit_per_ms integer,
  -- When the run that was admitted last may begin at the earliest; kept under a rate limit alone.
  add column last_slot_at timestamptz,
  add constraint lanes_rate_limit_check check ((rate_limit_runs is null) = (rate_limit_per_ms is null)),
  add constraint lanes_rate_limit_runs_check check (rate_limit_runs between 1 and 1000000),
  add constraint lanes_rate_limit_per_ms_check check (rate_limit_per_ms between 1000 and 86400000);

-- For figures of one lane. A run is written to it once, as it ends: by then it leaves other indexes anyway, and nothing
-- that happens before costs more.
create index task_runs_lane_ended_idx on task_runs (lane, scheduled_for)
  where finished_at is not null and lane is not null;

-- migrate:down

drop index task_runs_lane_ended_idx;
alter table lanes
  drop constraint lanes_rate_limit_per_ms_check,
  drop constraint lanes_rate_limit_runs_check,
  drop constraint lanes_rate_limit_check,
  drop column last_slot_at,
  drop column rate_limit_per_ms,
  drop column rate_limit_runs;
