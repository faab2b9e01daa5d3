-- migrate:up

-- How people see a user who has chosen a name. Null: by the email address.
alter table users
  add column display_name text,
  add constraint users_display_name_check check (length(display_name) between 1 and 100);

-- migrate:down

alter table users drop column display_name;
