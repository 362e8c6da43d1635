-- What clients follow, and what it is joined from: the mapping of each cluster, and the topology that the cluster says
-- it has. Both begin with the cluster; the mapping stays behind as a tombstone, for readers of all mappings to see.

create table resolver_mapping (
    tenant_id text not null,
    cluster_id text not null,
    version bigint not null,
    content jsonb not null,
    generated_at timestamptz not null,
    deleted_at timestamptz,
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint resolver_mapping_pkey primary key (tenant_id, cluster_id),
    constraint resolver_mapping_tenant_fkey foreign key (tenant_id) references tenant (id),
    constraint resolver_mapping_version_is_positive check (version >= 1)
);
comment on table resolver_mapping is
    'From broker address to where to really connect. Its row is the lock under which a mapping is joined anew.';
comment on column resolver_mapping.cluster_id is 'No foreign key: the tombstone outlives the cluster by some weeks.';
comment on column resolver_mapping.version is 'Grows by one when the content changes, and never otherwise.';
comment on column resolver_mapping.content is 'kafkaClusterId, entries, bootstrap, unroutable, in the form they are served in.';
comment on column resolver_mapping.deleted_at is 'When the cluster was deleted; the content is empty from then on.';
comment on column resolver_mapping.transaction_id is
    'Of the last change. Readers of all mappings go up to the oldest transaction still under way, and miss none.';
create index resolver_mapping_in_commit_order on resolver_mapping (transaction_id, cluster_id);
create index resolver_mapping_tombstone_by_age on resolver_mapping (deleted_at) where deleted_at is not null;
alter table resolver_mapping enable row level security;
alter table resolver_mapping force row level security;
create policy tenant_rows on resolver_mapping to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on resolver_mapping to postern_system using (true) with check (true);
grant select, insert, update on resolver_mapping to postern_app;
grant select, delete on resolver_mapping to postern_system;

create table cluster_topology (
    tenant_id text not null,
    cluster_id text not null,
    kafka_cluster_id text,
    brokers jsonb not null default '[]',
    observed_at timestamptz,
    failed_at timestamptz,
    failure_cause text,
    failure_detail text,
    other_cluster_id text,
    other_cluster_seen_at timestamptz,
    next_look_at timestamptz not null,
    constraint cluster_topology_pkey primary key (tenant_id, cluster_id),
    constraint cluster_topology_mapping_fkey foreign key (tenant_id, cluster_id)
        references resolver_mapping (tenant_id, cluster_id) on delete cascade,
    constraint cluster_topology_is_known_or_not check ((kafka_cluster_id is null) = (observed_at is null)),
    constraint cluster_topology_failure_is_whole check ((failed_at is null) = (failure_detail is null)),
    constraint cluster_topology_other_cluster_is_whole
        check ((other_cluster_id is null) = (other_cluster_seen_at is null))
);
comment on table cluster_topology is 'The brokers as the cluster itself advertises them. Goes when the cluster is deleted.';
comment on column cluster_topology.kafka_cluster_id is 'The cluster''s own id; null before it first answered.';
comment on column cluster_topology.brokers is '[{"nodeId", "host", "port", "rack", "missingSince"}], by node id.';
comment on column cluster_topology.observed_at is 'When the cluster last answered.';
comment on column cluster_topology.failed_at is 'When the last look brought nothing; null if it brought metadata.';
comment on column cluster_topology.failure_cause is 'On which rung the look failed; null where nobody could be asked.';
comment on column cluster_topology.other_cluster_id is
    'The id that another cluster answered with in this one''s place; the topology is kept as it was.';
comment on column cluster_topology.next_look_at is 'When the cluster is to be asked again; whoever asks moves it on first.';
create index cluster_topology_by_next_look on cluster_topology (next_look_at);
alter table cluster_topology enable row level security;
alter table cluster_topology force row level security;
create policy tenant_rows on cluster_topology to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on cluster_topology to postern_system using (true) with check (true);
grant select, insert, update, delete on cluster_topology to postern_app;
grant select, update on cluster_topology to postern_system;
