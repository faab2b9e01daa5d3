-- migrate:up

-- What an update is asked for by If-Match. It rises with each change that somebody makes, not with what runs do.
alter table users add column version integer not null default 1;
alter table lanes add column version integer not null default 1;
alter table alert_channels add column version integer not null default 1;
alter table blackouts add column version integer not null default 1;
alter table saved_views add column version integer not null default 1;
alter table secrets add column version integer not null default 1;

-- migrate:down

alter table secrets drop column version;
alter table saved_views drop column version;
alter table blackouts drop column version;
alter table alert_channels drop column version;
alter table lanes drop column version;
alter table users drop column version;
