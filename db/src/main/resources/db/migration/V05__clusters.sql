-- A tenant's Kafka clusters: how clients first reach them, how they are spoken to, and which way each broker takes.

create table cluster (
    tenant_id text not null,
    id text not null,
    name text not null,
    bootstrap text[] not null,
    bootstrap_connection_id text,
    bootstrap_connection_live boolean not null default true,
    bootstrap_port int,
    protocol text not null,
    mechanism text,
    username text,
    password_sealed bytea,
    ca_certificates text,
    client_certificate text,
    client_key_sealed bytea,
    health text not null default 'UNVALIDATED',
    unproven boolean not null default false,
    validated_at timestamptz,
    version bigint not null default 1,
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint cluster_pkey primary key (tenant_id, id),
    constraint cluster_tenant_fkey foreign key (tenant_id) references tenant (id),
    constraint cluster_bootstrap_connection_fkey
        foreign key (tenant_id, bootstrap_connection_id, bootstrap_connection_live)
        references connection (tenant_id, id, live),
    constraint cluster_bootstrap_connection_is_live check (bootstrap_connection_live),
    constraint cluster_id_has_prefix check (id like 'clu\_%'),
    constraint cluster_has_bootstrap check (cardinality(bootstrap) between 1 and 50),
    constraint cluster_bootstrap_route_is_whole check ((bootstrap_connection_id is null) = (bootstrap_port is null)),
    constraint cluster_bootstrap_port_is_a_port check (bootstrap_port between 1 and 65535),
    constraint cluster_protocol_is_known check (protocol in ('PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL')),
    constraint cluster_mechanism_is_known check (mechanism in ('PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512')),
    constraint cluster_login_goes_with_sasl check (
        case when protocol in ('SASL_PLAINTEXT', 'SASL_SSL')
            then num_nulls(mechanism, username, password_sealed) = 0
            else num_nonnulls(mechanism, username, password_sealed) = 0
        end
    ),
    constraint cluster_certificates_go_with_tls check (
        protocol in ('SSL', 'SASL_SSL') or num_nonnulls(ca_certificates, client_certificate, client_key_sealed) = 0
    ),
    constraint cluster_client_certificate_has_key check ((client_certificate is null) = (client_key_sealed is null)),
    constraint cluster_health_is_known check (health in ('UNVALIDATED', 'HEALTHY', 'FAILING', 'UNREACHABLE')),
    constraint cluster_health_has_its_time check ((health = 'UNVALIDATED') = (validated_at is null)),
    constraint cluster_unproven_is_healthy check (not unproven or health = 'HEALTHY')
);
comment on table cluster is 'One Kafka cluster of a tenant, as the tenant describes it.';
comment on column cluster.bootstrap is 'The addresses, host:port, that clients are configured with, in the tenant''s order.';
comment on column cluster.bootstrap_connection_id is
    'Through which connection bootstrap names of their own are reached; null where the routes do for them.';
comment on column cluster.bootstrap_connection_live is
    'Always true: with it in the foreign key, a connection in use cannot have its deletion requested.';
comment on column cluster.bootstrap_port is 'The listener there that any broker answers on.';
comment on column cluster.password_sealed is 'Encrypted, bound to tenant, cluster and this column.';
comment on column cluster.ca_certificates is 'PEM; null where the authorities that every JVM trusts do.';
comment on column cluster.client_certificate is 'PEM, the client''s own certificate first.';
comment on column cluster.client_key_sealed is 'PKCS#8 as PEM, encrypted, bound to tenant, cluster and this column.';
comment on column cluster.health is 'What the last validation found.';
comment on column cluster.unproven is 'Whether the last validation could not prove, for some broker, which one answers.';
comment on column cluster.version is 'Counts changes of intent.';
comment on column cluster.revision is 'Counts every change, health included.';
create unique index cluster_name_is_unique on cluster (tenant_id, lower(name));
create index cluster_by_bootstrap_connection on cluster (tenant_id, bootstrap_connection_id);
alter table cluster enable row level security;
alter table cluster force row level security;
create policy tenant_rows on cluster to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on cluster to postern_system using (true) with check (true);
grant select, insert, update, delete on cluster to postern_app;
grant select on cluster to postern_system;

create table cluster_route (
    tenant_id text not null,
    cluster_id text not null,
    position int not null,
    match_address text,
    match_node_ids text,
    connection_id text not null,
    connection_live boolean not null default true,
    port_kind text not null,
    port_value int,
    availability_zone text,
    constraint cluster_route_pkey primary key (tenant_id, cluster_id, position),
    constraint cluster_route_cluster_fkey foreign key (tenant_id, cluster_id)
        references cluster (tenant_id, id) on delete cascade,
    constraint cluster_route_connection_fkey foreign key (tenant_id, connection_id, connection_live)
        references connection (tenant_id, id, live),
    constraint cluster_route_connection_is_live check (connection_live),
    constraint cluster_route_matches_by_one check (num_nonnulls(match_address, match_node_ids) = 1),
    constraint cluster_route_port_kind_is_known check (port_kind in ('FIXED', 'SAME', 'NODE_ID_PLUS', 'TUNNEL')),
    constraint cluster_route_port_value_fits_kind check (
        case port_kind
            when 'FIXED' then port_value between 1 and 65535
            when 'NODE_ID_PLUS' then port_value between 0 and 65535
            else port_value is null
        end
    ),
    constraint cluster_route_port_value_is_there check ((port_value is not null) = (port_kind in ('FIXED', 'NODE_ID_PLUS')))
);
comment on table cluster_route is 'Rules that send broker addresses through connections; the lowest position that matches wins.';
comment on column cluster_route.match_address is 'host:port, exactly or with * for any run of characters.';
comment on column cluster_route.match_node_ids is 'Numbers and ranges such as 4-6,9.';
comment on column cluster_route.connection_live is
    'Always true: with it in the foreign key, a connection in use cannot have its deletion requested.';
comment on column cluster_route.port_value is 'The listener port, or what is added to the node id for it.';
comment on column cluster_route.availability_zone is 'A zone id such as use1-az1; null for the endpoint''s regional name.';
create index cluster_route_by_connection on cluster_route (tenant_id, connection_id);
alter table cluster_route enable row level security;
alter table cluster_route force row level security;
create policy tenant_rows on cluster_route to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on cluster_route to postern_system using (true) with check (true);
grant select, insert, update, delete on cluster_route to postern_app;
grant select on cluster_route to postern_system;
