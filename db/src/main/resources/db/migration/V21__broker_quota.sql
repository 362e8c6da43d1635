-- A quota of brokers: whatever leads to many of a tenant's clusters joins all of their mappings anew.

alter table tenant
    add column broker_quota int,
    add constraint tenant_broker_quota_is_not_negative check (broker_quota >= 0);
comment on column tenant.broker_quota is
    'Brokers that the tenant''s clusters have in all; null for the installation''s default.';

alter table cluster_topology
    add column broker_count int not null generated always as (jsonb_array_length(brokers)) stored;
comment on column cluster_topology.broker_count is 'How many brokers there are.';
