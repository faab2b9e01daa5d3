-- migrate:up

-- Pauses that receivers asked for stood under a subject, an action and ids of their own, so that neither a task's
-- history nor the order of the log had them in their place. The ids get the time of the entry, as all others have.
alter table audit_log disable trigger audit_log_refuse_change;
update audit_log set subject_type = 'tasks', action = 'pauseTask',
  id = overlay(overlay(id::text placing '7' from 15)
    placing regexp_replace(lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0'), '^(.{8})', '\1-') from 1)::uuid
where subject_type = 'task' and action = 'task.paused';
alter table audit_log enable trigger audit_log_refuse_change;

-- Row triggers do not see TRUNCATE.
create trigger audit_log_refuse_truncate before truncate on audit_log
  for each statement execute function audit_log_refuse_change();

-- migrate:down

-- What was corrected stays: it says the same.
drop trigger audit_log_refuse_truncate on audit_log;
