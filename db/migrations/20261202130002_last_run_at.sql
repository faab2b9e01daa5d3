-- migrate:up

-- When the newest run of a task was due, for lists that are sorted by it. Written where runs are, with what is written
-- to the task anyway. No index names it: each time a task moves on it would get an entry.
alter table tasks add column last_run_at timestamptz;

update tasks t set last_run_at = newest.at
from tasks o cross join lateral (
  select r.scheduled_for as at from task_runs r where r.task_id = o.id and r.scheduled_for <= now()
  order by r.scheduled_for desc limit 1
) newest
where t.id = o.id;

-- migrate:down

alter table tasks drop column last_run_at;
