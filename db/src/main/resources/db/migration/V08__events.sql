-- What changed, in the order in which it was committed. Written in the change's own transaction.

create table event (
    tenant_id text not null,
    id bigint generated always as identity,
    transaction_id xid8 not null default pg_current_xact_id(),
    type text not null,
    subject text not null,
    details jsonb not null default '{}',
    occurred_at timestamptz not null default now(),
    constraint event_pkey primary key (tenant_id, id),
    constraint event_tenant_fkey foreign key (tenant_id) references tenant (id)
);
comment on table event is 'Append-only: something that happened to a resource of a tenant.';
comment on column event.transaction_id is
    'Rows are read up to the oldest transaction still under way: ids alone are given out before the commit, out of order.';
comment on column event.subject is 'The id of the resource it happened to.';
create index event_in_commit_order on event (transaction_id, id);
alter table event enable row level security;
alter table event force row level security;
create policy tenant_rows on event to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on event to postern_system using (true) with check (true);
grant select, insert on event to postern_app;
grant select, insert, delete on event to postern_system;
