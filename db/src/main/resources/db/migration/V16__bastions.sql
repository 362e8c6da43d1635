-- Connections over SSH bastions: what is common to all kinds stays in the table connection, what is about the bastion and
-- our keys for it has tables of its own.

alter table connection
    alter column availability_zones drop not null,
    alter column dns_mode drop not null,
    alter column region drop not null,
    drop constraint connection_kind_is_known,
    drop constraint connection_has_zones,
    drop constraint connection_state_is_known,
    drop constraint connection_state_has_principal,
    drop constraint connection_state_has_endpoint,
    drop constraint connection_available_has_names,
    drop constraint connection_hostname_goes_with_zone;
alter table connection
    add constraint connection_kind_is_known check (kind in ('AWS_PRIVATELINK', 'SSH_BASTION')),
    add constraint connection_private_link_is_whole check (
        kind <> 'AWS_PRIVATELINK'
        or (cardinality(availability_zones) > 0 and dns_mode is not null and region is not null)
    ),
    add constraint connection_bastion_has_nothing_in_aws check (
        kind <> 'SSH_BASTION'
        or coalesce(service_name, service_region, dns_mode, dns_hostname, region, placement, endpoint_id, zone_id) is null
    ),
    add constraint connection_hostname_goes_with_zone check (
        (dns_mode is not distinct from 'HOSTED_ZONE') = (dns_hostname is not null)
    ),
    add constraint connection_state_is_known check (
        case phase
            when 'PENDING' then reason = 'QUEUED'
            when 'PROVISIONING' then
                case kind
                    when 'AWS_PRIVATELINK' then reason in (
                        'CREATING_PRINCIPAL', 'DISCOVERING_SERVICE', 'CREATING_ENDPOINT', 'ENDPOINT_PENDING',
                        'CREATING_DNS'
                    )
                    else reason = 'CONNECTING_BASTION'
                end
            when 'ACTION_REQUIRED' then
                case kind
                    when 'AWS_PRIVATELINK' then reason in (
                        'SERVICE_NAME_NEEDED', 'SERVICE_NOT_VISIBLE', 'ENDPOINT_ACCEPTANCE', 'ENDPOINT_REJECTED',
                        'ENDPOINT_EXPIRED', 'DNS_CONFLICT'
                    )
                    else reason in (
                        'HOST_KEY_APPROVAL', 'HOST_KEY_CHANGED', 'PUBLIC_KEY_NOT_INSTALLED', 'FORWARDING_DENIED'
                    )
                end
            when 'AVAILABLE' then reason = 'READY'
            when 'DEGRADED' then
                case kind
                    when 'AWS_PRIVATELINK' then reason = 'ENDPOINT_DISAPPEARED'
                    else reason in ('NAME_NOT_RESOLVED', 'TCP_REFUSED', 'TCP_TIMEOUT', 'BASTION_UNREACHABLE')
                end
            when 'FAILED' then
                case kind
                    when 'AWS_PRIVATELINK' then reason in (
                        'ZONE_NOT_SUPPORTED', 'REGION_NOT_SERVED', 'NO_CAPACITY', 'AWS_ERROR'
                    )
                    else reason = 'ADDRESS_FORBIDDEN'
                end
            when 'DELETING' then
                reason = 'REQUESTED'
                or (kind = 'AWS_PRIVATELINK' and reason in ('DELETING_ENDPOINT', 'DELETING_DNS', 'DELETING_PRINCIPAL'))
            when 'DELETED' then reason = 'REQUESTED'
            else false
        end
    ),
    add constraint connection_state_has_principal check (
        principal is not null or reason not in (
            'SERVICE_NAME_NEEDED', 'DISCOVERING_SERVICE', 'SERVICE_NOT_VISIBLE', 'CREATING_ENDPOINT'
        )
    ),
    add constraint connection_state_has_endpoint check (
        endpoint_id is not null or kind = 'SSH_BASTION' or reason not in (
            'ENDPOINT_PENDING', 'ENDPOINT_ACCEPTANCE', 'ENDPOINT_REJECTED', 'ENDPOINT_EXPIRED', 'CREATING_DNS',
            'DNS_CONFLICT', 'READY'
        )
    ),
    add constraint connection_available_has_names check (
        reason not in ('CREATING_DNS', 'DNS_CONFLICT', 'READY')
        or kind = 'SSH_BASTION'
        or jsonb_array_length(endpoint_dns_names) > 0
    );
comment on column connection.availability_zones is
    'Zone ids (use1-az1), never zone names, which differ per account; null for an SSH bastion.';
comment on column connection.region is 'Where the endpoint is made; all zones lie in it. Null for an SSH bastion.';

create table bastion (
    tenant_id text not null,
    id text not null,
    host text not null,
    port int not null,
    username text not null,
    host_key text,
    shown_host_key text,
    constraint bastion_pkey primary key (tenant_id, id),
    constraint bastion_connection_fkey foreign key (tenant_id, id) references connection (tenant_id, id) on delete cascade,
    constraint bastion_port_is_valid check (port between 1 and 65535),
    constraint bastion_shown_key_is_another check (shown_host_key is null or shown_host_key is distinct from host_key)
);
comment on table bastion is 'What a connection of the kind SSH_BASTION goes through. Its id is that of the connection.';
comment on column bastion.host_key is
    'The one host key that the bastion may show, in one line (RFC 4253): told by the tenant, or approved. Null before that.';
comment on column bastion.shown_host_key is
    'The key that it showed last, if that is not the approved one: somebody has to approve it. Null otherwise.';
alter table bastion enable row level security;
alter table bastion force row level security;
create policy tenant_rows on bastion to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on bastion to postern_system using (true) with check (true);
grant select, insert, update on bastion to postern_app;
grant select on bastion to postern_system;

create table bastion_key (
    tenant_id text not null,
    id text not null,
    connection_id text not null,
    number int not null,
    public_key text not null,
    private_key_sealed bytea,
    private_key_sealed_by bytea generated always as (substring(private_key_sealed from 6 for 4)) stored,
    accepted_at timestamptz,
    constraint bastion_key_pkey primary key (tenant_id, id),
    constraint bastion_key_bastion_fkey foreign key (tenant_id, connection_id)
        references bastion (tenant_id, id) on delete cascade,
    constraint bastion_key_number_is_unique unique (tenant_id, connection_id, number),
    constraint bastion_key_number_is_positive check (number > 0),
    constraint bastion_key_private_key_key_is_kept foreign key (private_key_sealed_by) references secret_key (id)
);
comment on table bastion_key is
    'The Ed25519 key pairs that a connection logs in with: two as long as it lives, the one with the lower number first.';
comment on column bastion_key.id is 'The id of the connection, an underscore and the number.';
comment on column bastion_key.number is 'Counts the pairs that the connection has had.';
comment on column bastion_key.private_key_sealed is 'OpenSSH''s format, sealed for this row; null once the connection is deleted.';
comment on column bastion_key.private_key_sealed_by is 'The key that opens it; keeps that key from being deleted.';
comment on column bastion_key.accepted_at is 'When the bastion was last seen to let the key in, to the hour; null if never.';
create index bastion_key_by_sealing_key on bastion_key (private_key_sealed_by) where private_key_sealed_by is not null;
alter table bastion_key enable row level security;
alter table bastion_key force row level security;
create policy tenant_rows on bastion_key to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on bastion_key to postern_system using (true) with check (true);
grant select, insert, update, delete on bastion_key to postern_app;
grant select, update (private_key_sealed) on bastion_key to postern_system;
