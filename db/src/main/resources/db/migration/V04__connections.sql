-- Connections: private paths into tenants' networks. A row is the tenant's intent, what we hold in AWS for it, and the
-- state that it is in. The reconciler makes the intent true; every step is a row of the history.

create table connection (
    tenant_id text not null,
    id text not null,
    live boolean not null default true,
    kind text not null,
    name text not null,
    service_name text,
    service_region text,
    availability_zones text[] not null,
    dns_mode text not null,
    region text not null,
    placement text,
    generation int not null default 1,
    principal text,
    service_claimed boolean not null default false,
    endpoint_id text,
    endpoint_state text,
    endpoint_dns_names jsonb not null default '[]',
    phase text not null,
    reason text not null,
    message text not null,
    aws_error_code text,
    state_since timestamptz not null default now(),
    attempt int not null default 0,
    next_step_at timestamptz,
    version bigint not null default 1,
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint connection_pkey primary key (tenant_id, id),
    constraint connection_tenant_fkey foreign key (tenant_id) references tenant (id),
    constraint connection_id_is_unique unique (id),
    constraint connection_live_is_unique unique (tenant_id, id, live),
    constraint connection_id_has_prefix check (id like 'con\_%'),
    constraint connection_kind_is_known check (kind in ('AWS_PRIVATELINK')),
    constraint connection_dns_mode_is_known check (dns_mode in ('RESOLVER')),
    constraint connection_has_zones check (cardinality(availability_zones) > 0),
    constraint connection_claim_names_service check (not service_claimed or service_name is not null),
    constraint connection_principal_has_placement check (principal is null or placement is not null),
    constraint connection_endpoint_has_principal check (endpoint_id is null or principal is not null),
    constraint connection_endpoint_has_state check ((endpoint_id is null) = (endpoint_state is null)),
    constraint connection_state_is_known check (
        case phase
            when 'PENDING' then reason = 'QUEUED'
            when 'PROVISIONING' then reason in (
                'CREATING_PRINCIPAL', 'DISCOVERING_SERVICE', 'CREATING_ENDPOINT', 'ENDPOINT_PENDING'
            )
            when 'ACTION_REQUIRED' then reason in (
                'SERVICE_NAME_NEEDED', 'SERVICE_NOT_VISIBLE', 'ENDPOINT_ACCEPTANCE', 'ENDPOINT_REJECTED',
                'ENDPOINT_EXPIRED'
            )
            when 'AVAILABLE' then reason = 'READY'
            when 'DEGRADED' then reason = 'ENDPOINT_DISAPPEARED'
            when 'FAILED' then reason in ('ZONE_NOT_SUPPORTED', 'REGION_NOT_SERVED', 'NO_CAPACITY', 'AWS_ERROR')
            when 'DELETING' then reason in ('REQUESTED', 'DELETING_ENDPOINT', 'DELETING_PRINCIPAL')
            when 'DELETED' then reason = 'REQUESTED'
            else false
        end
    ),
    constraint connection_live_until_deletion check (live = (phase not in ('DELETING', 'DELETED'))),
    constraint connection_state_has_principal check (
        principal is not null or reason not in (
            'SERVICE_NAME_NEEDED', 'DISCOVERING_SERVICE', 'SERVICE_NOT_VISIBLE', 'CREATING_ENDPOINT'
        )
    ),
    constraint connection_state_has_endpoint check (
        endpoint_id is not null or reason not in (
            'ENDPOINT_PENDING', 'ENDPOINT_ACCEPTANCE', 'ENDPOINT_REJECTED', 'ENDPOINT_EXPIRED', 'READY'
        )
    ),
    constraint connection_ready_has_names check (reason <> 'READY' or jsonb_array_length(endpoint_dns_names) > 0),
    constraint connection_deleted_is_at_rest check (phase <> 'DELETED' or next_step_at is null)
);
comment on table connection is
    'A private path into a tenant''s network. Deleted ones stay for a while as tombstones, without any resource in AWS.';
comment on column connection.live is
    'False from the moment that deletion is asked for. Whoever needs the connection references (tenant_id, id, live) with '
    'true for live, and so keeps it from being deleted.';
comment on column connection.service_name is 'Null while the tenant has not told it yet.';
comment on column connection.service_region is 'Where the endpoint service is, if not in the region of the endpoint.';
comment on column connection.availability_zones is 'Zone ids (use1-az1), never zone names, which differ per account.';
comment on column connection.region is 'Where the endpoint is made; all zones lie in it.';
comment on column connection.placement is 'region/account/vpc of the operator that the endpoint is in; null until one is found.';
comment on column connection.generation is
    'Grows when the endpoint has to be made again: AWS answers a repeated client token with the old endpoint.';
comment on column connection.principal is 'ARN of the IAM role that is this connection''s own; null until it exists.';
comment on column connection.service_claimed is
    'Whether the service was seen with our principal, so that no other connection may have it.';
comment on column connection.endpoint_state is 'As AWS last wrote it, in its spelling; may be one that we do not know.';
comment on column connection.endpoint_dns_names is '[{"name": ..., "availabilityZone": zone id or null}], as AWS gave them.';
comment on column connection.attempt is 'How often the present step was tried without getting further.';
comment on column connection.next_step_at is
    'When the reconciler is due by the clock; null while there is only something to wait for.';
comment on column connection.version is 'Counts changes of intent.';
comment on column connection.revision is 'Counts every change; a step is recorded only on the revision it began with.';
create unique index connection_name_is_unique on connection (tenant_id, lower(name)) where live;
create unique index connection_service_is_claimed_once on connection (service_name) where service_claimed and live;
create index connection_by_endpoint on connection (endpoint_id) where endpoint_id is not null;
create index connection_by_placement on connection (placement) where phase <> 'DELETED';
create index connection_by_next_step on connection (next_step_at) where next_step_at is not null;
create index connection_tombstone_by_age on connection (updated_at) where phase = 'DELETED';
alter table connection enable row level security;
alter table connection force row level security;
create policy tenant_rows on connection to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on connection to postern_system using (true) with check (true);
grant select, insert, update on connection to postern_app;
grant select, insert, update, delete on connection to postern_system;

create table connection_history (
    tenant_id text not null,
    connection_id text not null,
    revision bigint not null,
    phase text not null,
    reason text not null,
    message text not null,
    aws_error_code text,
    actor text not null,
    occurred_at timestamptz not null,
    constraint connection_history_pkey primary key (tenant_id, connection_id, revision),
    constraint connection_history_connection_fkey foreign key (tenant_id, connection_id)
        references connection (tenant_id, id) on delete cascade
);
comment on table connection_history is 'Append-only: every change of a connection. Goes with the connection''s tombstone.';
comment on column connection_history.revision is 'The revision of the connection that the change led to.';
comment on column connection_history.actor is 'The id of the token that asked for the change, or the word reconciler.';
create index connection_history_by_age on connection_history (occurred_at);
alter table connection_history enable row level security;
alter table connection_history force row level security;
create policy tenant_rows on connection_history to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on connection_history to postern_system using (true) with check (true);
grant select, insert on connection_history to postern_app;
grant select, insert, delete on connection_history to postern_system;
