-- Who did what: one row for each change that somebody made or that Postern made by itself, written in the change's own
-- transaction, and for attempts that were denied. Neither role can change or delete a row; old months are dropped whole,
-- by the owner. Partitions are made by the service, which knows the date: see AuditPartitions.

create table audit_entry (
    id text not null,
    tenant_id text,
    occurred_at timestamptz not null default now(),
    action text not null,
    outcome text not null,
    attempts int not null default 1,
    actor text not null,
    actor_name text,
    actor_role text,
    client_address text,
    user_agent text,
    request text,
    request_id text,
    resource_id text,
    before jsonb,
    after jsonb,
    constraint audit_entry_pkey primary key (id, occurred_at),
    constraint audit_entry_id_has_prefix check (id like 'aud\_%'),
    constraint audit_entry_outcome_is_known check (outcome in ('SUCCEEDED', 'DENIED')),
    constraint audit_entry_only_denials_repeat check (attempts = 1 or (attempts > 1 and outcome = 'DENIED')),
    constraint audit_entry_success_has_resource check (outcome = 'DENIED' or resource_id is not null)
) partition by range (occurred_at);
comment on table audit_entry is
    'Append-only: who did what. A partition a month; references nothing, so that it outlives what it tells of.';
comment on column audit_entry.tenant_id is
    'Whose resource it is, or whose caller was denied; null for what is the operator''s own.';
comment on column audit_entry.action is 'Such as connection.updated or access.forbidden.';
comment on column audit_entry.attempts is 'How many denied attempts of the same kind the row stands for.';
comment on column audit_entry.actor is 'A token''s id, or the part of Postern that did it by itself: reconciler, postern.';
comment on column audit_entry.client_address is 'As the service sees it; null where no request was the cause.';
comment on column audit_entry.request is 'Method and path, without the query.';
comment on column audit_entry.before is 'What it was like, as far as it changed. Holds no secret.';
comment on column audit_entry.after is 'What it is like since, as far as it changed. Holds no secret.';
create index audit_entry_by_tenant on audit_entry (tenant_id, id);
create index audit_entry_by_resource on audit_entry (resource_id, id);
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy tenant_rows on audit_entry to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on audit_entry to postern_system using (true) with check (true);
grant select, insert on audit_entry to postern_app;
grant select, insert on audit_entry to postern_system;

-- Events are read by those who follow along; what is older than their retention goes.
create index event_by_age on event (occurred_at);
