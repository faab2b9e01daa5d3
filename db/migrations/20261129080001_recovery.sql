-- migrate:up

-- Which failures a bulk operation tries again: how its tasks were found, and which of their runs it repeats.
alter table bulk_operations
  add column failures jsonb,
  add constraint bulk_operations_failures_check
    check (failures is null or (action = 'retry' and filter is null));

-- migrate:down

alter table bulk_operations
  drop constraint bulk_operations_failures_check,
  drop column failures;
