-- migrate:up

-- What a bulk operation sets of its tasks, where it does not act on them.
alter table bulk_operations
  add column changes jsonb,
  drop constraint bulk_operations_action_check,
  add constraint bulk_operations_action_check
    check (action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete', 'change')),
  add constraint bulk_operations_changes_check check ((changes is not null) = (action = 'change'));

-- migrate:down

-- One that sets something means nothing without it.
delete from bulk_operations where action = 'change';
alter table bulk_operations
  drop constraint bulk_operations_changes_check,
  drop constraint bulk_operations_action_check,
  add constraint bulk_operations_action_check
    check (action in ('pause', 'resume', 'run', 'retry', 'cancel', 'delete')),
  drop column changes;
