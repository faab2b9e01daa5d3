-- migrate:up

-- A key belongs to whoever made it up: somebody else's equal one is another.
alter table idempotency_keys add column caller text not null default '';
alter table idempotency_keys drop constraint idempotency_keys_pkey;
alter table idempotency_keys add constraint idempotency_keys_pkey primary key (caller, route, key);

-- migrate:down

-- Answers are kept for a day, so that a request may be repeated; of equal keys none can stay.
delete from idempotency_keys a using idempotency_keys b
where a.route = b.route and a.key = b.key and a.caller <> b.caller;
alter table idempotency_keys drop constraint idempotency_keys_pkey;
alter table idempotency_keys add constraint idempotency_keys_pkey primary key (route, key);
alter table idempotency_keys drop column caller;
