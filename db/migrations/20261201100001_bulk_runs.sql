-- migrate:up

-- Bulk operations on runs beside those on tasks. Null: on the tasks in task_ids.
alter table bulk_operations
  add column run_ids uuid[],
  drop constraint bulk_operations_action_check,
  add constraint bulk_operations_action_check check (case when run_ids is null
    then action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete', 'change', 'acknowledge', 'archive', 'unarchive')
    else action in ('retry', 'replay', 'cancel', 'acknowledge') end),
  add constraint bulk_operations_run_ids_check check (run_ids is null or (task_ids = '{}' and failures is null));

-- migrate:down

delete from bulk_operations where run_ids is not null;
alter table bulk_operations
  drop constraint bulk_operations_run_ids_check,
  drop constraint bulk_operations_action_check,
  drop column run_ids,
  add constraint bulk_operations_action_check check (
    action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete', 'change', 'acknowledge', 'archive', 'unarchive'));
