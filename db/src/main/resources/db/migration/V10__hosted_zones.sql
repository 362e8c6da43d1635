-- Hosted zones: for which hostnames a tenant may have one, and what we hold of a connection's zone in Route 53.

alter table tenant
    add column dns_suffixes text[] not null default '{}',
    add constraint tenant_has_few_dns_suffixes check (cardinality(dns_suffixes) <= 20);
comment on column tenant.dns_suffixes is
    'Domains, in lower case without a dot at the end: connections may ask for hostnames at and below these only. Set by '
    'the operator.';

alter table connection
    add column dns_hostname text,
    add column zone_number int not null default 0,
    add column zone_id text,
    add column zone_change_id text,
    drop constraint connection_dns_mode_is_known,
    drop constraint connection_state_is_known,
    drop constraint connection_state_has_endpoint,
    drop constraint connection_ready_has_names;
alter table connection
    add constraint connection_dns_mode_is_known check (dns_mode in ('RESOLVER', 'HOSTED_ZONE')),
    add constraint connection_hostname_goes_with_zone check ((dns_mode = 'HOSTED_ZONE') = (dns_hostname is not null)),
    add constraint connection_zone_has_hostname check (zone_number = 0 or dns_hostname is not null),
    add constraint connection_zone_has_number check (zone_number > 0 or zone_id is null),
    add constraint connection_zone_number_is_not_negative check (zone_number >= 0),
    add constraint connection_zone_change_has_zone check (zone_change_id is null or zone_id is not null),
    add constraint connection_state_is_known check (
        case phase
            when 'PENDING' then reason = 'QUEUED'
            when 'PROVISIONING' then reason in (
                'CREATING_PRINCIPAL', 'DISCOVERING_SERVICE', 'CREATING_ENDPOINT', 'ENDPOINT_PENDING', 'CREATING_DNS'
            )
            when 'ACTION_REQUIRED' then reason in (
                'SERVICE_NAME_NEEDED', 'SERVICE_NOT_VISIBLE', 'ENDPOINT_ACCEPTANCE', 'ENDPOINT_REJECTED',
                'ENDPOINT_EXPIRED', 'DNS_CONFLICT'
            )
            when 'AVAILABLE' then reason = 'READY'
            when 'DEGRADED' then reason = 'ENDPOINT_DISAPPEARED'
            when 'FAILED' then reason in ('ZONE_NOT_SUPPORTED', 'REGION_NOT_SERVED', 'NO_CAPACITY', 'AWS_ERROR')
            when 'DELETING' then reason in ('REQUESTED', 'DELETING_ENDPOINT', 'DELETING_DNS', 'DELETING_PRINCIPAL')
            when 'DELETED' then reason = 'REQUESTED'
            else false
        end
    ),
    add constraint connection_state_has_endpoint check (
        endpoint_id is not null or reason not in (
            'ENDPOINT_PENDING', 'ENDPOINT_ACCEPTANCE', 'ENDPOINT_REJECTED', 'ENDPOINT_EXPIRED', 'CREATING_DNS',
            'DNS_CONFLICT', 'READY'
        )
    ),
    add constraint connection_available_has_names check (
        reason not in ('CREATING_DNS', 'DNS_CONFLICT', 'READY') or jsonb_array_length(endpoint_dns_names) > 0
    ),
    add constraint connection_dns_state_has_number check (
        reason not in ('CREATING_DNS', 'DNS_CONFLICT', 'DELETING_DNS') or zone_number > 0
    ),
    add constraint connection_ready_has_zone check (
        reason <> 'READY' or dns_mode <> 'HOSTED_ZONE' or zone_id is not null
    );
comment on column connection.dns_hostname is
    'What brokers advertise, for which there is to be a private hosted zone; null in the mode RESOLVER.';
comment on column connection.zone_number is
    'Counts the hosted zones made for the connection, and goes into the caller reference, which Route 53 takes only once. '
    '0 as long as none can have been made.';
comment on column connection.zone_id is 'Of the hosted zone in Route 53; null until it is known, and when it is gone.';
comment on column connection.zone_change_id is 'A change of the zone that AWS has not told all name servers yet; null if none.';
