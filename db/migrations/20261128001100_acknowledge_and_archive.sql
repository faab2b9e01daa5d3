-- migrate:up

-- Somebody knows that the task has failed, and an archived task is kept for its history alone. Both stand in the row of
-- the task, where a null costs nothing: lists need no join, and who waits for the lock of the row reads what is so by
-- then. No run changes these columns, so publishing, claiming and finishing write neither them nor the index.
alter table tasks
  add column acknowledged_at timestamptz,
  add column acknowledged_by text,
  add column acknowledge_note text,
  add column archived_at timestamptz,
  add constraint tasks_acknowledgement_check check (acknowledged_at is null
    or (task_status = 'failed' and acknowledged_by is not null and coalesce(length(acknowledge_note), 0) <= 1000)),
  add constraint tasks_archived_check check (archived_at is null
    or (task_status = 'paused' and next_run_at is null and paused_until is null and active_runs = 0));

-- For what is to leave the runs of archived tasks out.
create index tasks_archived_idx on tasks (id) where archived_at is not null;

-- Whoever takes a task out of `failed`, the next failure is another one. As with the guard of runs, the rule stands in
-- the condition, and the function is called only when there is something to end.
create function tasks_end_acknowledgement() returns trigger language plpgsql as $$
begin
  new.acknowledged_at := null;
  new.acknowledged_by := null;
  new.acknowledge_note := null;
  return new;
end
$$;

create trigger tasks_end_acknowledgement before update of task_status on tasks for each row
  when (old.acknowledged_at is not null and new.task_status <> 'failed')
  execute function tasks_end_acknowledgement();

alter table bulk_operations
  add column note text,
  add column cancel_runs boolean not null default false,
  drop constraint bulk_operations_action_check,
  add constraint bulk_operations_action_check check (action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete',
    'change', 'acknowledge', 'archive', 'unarchive')),
  add constraint bulk_operations_note_check
    check (note is null or (action = 'acknowledge' and length(note) <= 1000)),
  add constraint bulk_operations_cancel_runs_check check (not cancel_runs or action = 'archive');

-- migrate:down

-- Their actions mean nothing without them.
delete from bulk_operations where action in ('acknowledge', 'archive', 'unarchive');
alter table bulk_operations
  drop constraint bulk_operations_cancel_runs_check,
  drop constraint bulk_operations_note_check,
  drop constraint bulk_operations_action_check,
  add constraint bulk_operations_action_check
    check (action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete', 'change')),
  drop column cancel_runs,
  drop column note;

drop trigger tasks_end_acknowledgement on tasks;
drop function tasks_end_acknowledgement;
drop index tasks_archived_idx;
alter table tasks
  drop constraint tasks_archived_check,
  drop constraint tasks_acknowledgement_check,
  drop column archived_at,
  drop column acknowledge_note,
  drop column acknowledged_by,
  drop column acknowledged_at;
