-- migrate:up

-- Lists by tag. Runs do not change tags, so claiming and finishing stay HOT; tasks without tags are not in it, so that
-- publishing them writes no entry.
create index tasks_tags_idx on tasks using gin (tags) where tags <> '{}';

-- migrate:down

drop index tasks_tags_idx;
