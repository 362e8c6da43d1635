-- Hosted zones: for which hostnames a tenant may have one, and what we hold of a connection's zone in Route 53.

alter table tenant
    add column dns_suffixes text[] not null default '{}',
    add constraint tenant_has_few_dns_suffixes check (cardinality(dns_suffixes) <= 20);
comment on column tenant.dns_suffixes is
    'Domains, in lower case without a dot at the end: connections may ask for hostnames at and below these only. Set by '
    'the operator.';
