-- migrate:up

-- Written with each attempt, shown, and never searched: taking them apart for jsonb was 7 % of finishing.
alter table task_logs alter column response_headers type json, alter column phases type json;

-- migrate:down

alter table task_logs alter column response_headers type jsonb, alter column phases type jsonb;
