-- Quotas: how much of what is scarce one tenant may have, where the operator has set it apart from the default.

alter table tenant
    add column connection_quota int,
    add column cluster_quota int,
    add column token_quota int,
    add column validation_quota int,
    add constraint tenant_connection_quota_is_not_negative check (connection_quota >= 0),
    add constraint tenant_cluster_quota_is_not_negative check (cluster_quota >= 0),
    add constraint tenant_token_quota_is_not_negative check (token_quota >= 0),
    add constraint tenant_validation_quota_is_not_negative check (validation_quota >= 0);
comment on column tenant.connection_quota is
    'Connections that are not deleted yet, also those that wait for a service name; null for the installation''s default.';
comment on column tenant.cluster_quota is 'Clusters; null for the installation''s default.';
comment on column tenant.token_quota is
    'Tokens that are neither revoked nor expired; null for the installation''s default.';
comment on column tenant.validation_quota is
    'Validations asked for that have not ended; null for the installation''s default.';
