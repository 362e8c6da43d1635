-- Creations that carry an idempotency key are written down with it, in the creation's own transaction.

create table idempotency_key (
    scope text not null,
    key text not null,
    fingerprint bytea not null,
    answer jsonb,
    created_at timestamptz not null default now(),
    constraint idempotency_key_pkey primary key (scope, key)
);
comment on table idempotency_key is 'One row for each key that a creation was sent with; kept for a day.';
comment on column idempotency_key.scope is 'The tenant that the key belongs to, or the word operator.';
comment on column idempotency_key.fingerprint is 'HMAC of the request, so that secrets in it cannot be guessed from here.';
comment on column idempotency_key.answer is 'What the first request was answered; {} where that is shown only once.';
create index idempotency_key_by_age on idempotency_key (created_at);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy tenant_rows on idempotency_key to postern_app
    using (scope = current_setting('app.tenant', true))
    with check (scope = current_setting('app.tenant', true));
create policy all_rows on idempotency_key to postern_system using (true) with check (true);
grant select, insert, update on idempotency_key to postern_app;
grant select, insert, update, delete on idempotency_key to postern_system;
