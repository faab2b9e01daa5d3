-- migrate:up

-- As whom the provider knows a user: from the first sign-in with it on this pair alone counts there. Who signs in nowhere
-- else has no password.
alter table users
  alter column password_hash drop not null,
  add column oidc_issuer text,
  add column oidc_subject text,
  add constraint users_oidc_check check (
    (oidc_issuer is null) = (oidc_subject is null) and length(oidc_subject) between 1 and 255);

create unique index users_oidc_key on users (oidc_issuer, oidc_subject);

-- migrate:down

-- Nobody knows the password of this hash; an administrator gives another one.
update users
set password_hash = '$argon2id$v=19$m=19456,t=2,p=1$usPhS90KSED8kBUIrsRcHQ$sO+Sf7BlaZjvQhNpFT0gBHUhyVJWsCYrf+Nqx7pMPNk'
where password_hash is null;

alter table users
  alter column password_hash set not null,
  drop column oidc_issuer,
  drop column oidc_subject;
