-- migrate:up

-- Who held a lane back, when and why. All null while it is not paused, and for pauses from before this was kept.
alter table lanes
  add column paused_at timestamptz,
  add column paused_by text,
  add column pause_reason text,
  add constraint lanes_pause_reason_check check (length(pause_reason) <= 1000),
  add constraint lanes_pause_check check (paused or (paused_at is null and paused_by is null and pause_reason is null));

-- migrate:down

alter table lanes
  drop constraint lanes_pause_check,
  drop constraint lanes_pause_reason_check,
  drop column pause_reason,
  drop column paused_by,
  drop column paused_at;
