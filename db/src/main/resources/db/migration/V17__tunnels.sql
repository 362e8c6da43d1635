-- Managed tunnels: which gateway holds the tunnel to which bastion, and which port leads to which broker. A port is the
-- same at all gateways, and belongs to one broker of one cluster of one tenant as long as anybody may remember it.

create table gateway (
    id text not null,
    host text not null,
    lease_until timestamptz not null,
    constraint gateway_pkey primary key (id)
);
comment on table gateway is 'Replicas that hold tunnels. One whose lease is over has died, or is cut off: others take its tunnels.';
comment on column gateway.host is 'By which clients reach it: what mappings name.';
grant select, insert, update, delete on gateway to postern_system;

create table tunnel (
    tenant_id text not null,
    connection_id text not null,
    gateway_id text,
    host text,
    constraint tunnel_pkey primary key (tenant_id, connection_id),
    constraint tunnel_bastion_fkey foreign key (tenant_id, connection_id)
        references bastion (tenant_id, id) on delete cascade,
    constraint tunnel_gateway_has_host check (gateway_id is null or host is not null)
);
comment on table tunnel is 'A bastion that clusters are routed through, and the gateway that holds the tunnel to it.';
comment on column tunnel.gateway_id is 'Null until a gateway takes it. No reference: it is taken from one that is gone.';
comment on column tunnel.host is 'Of the gateway that held it last: mappings name it until another one takes the tunnel.';
create index tunnel_by_gateway on tunnel (gateway_id);
alter table tunnel enable row level security;
alter table tunnel force row level security;
create policy tenant_rows on tunnel to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on tunnel to postern_system using (true) with check (true);
grant select, insert, update on tunnel to postern_app;
grant select on tunnel to postern_system;

create table free_tunnel_port (
    port int not null,
    constraint free_tunnel_port_pkey primary key (port),
    constraint free_tunnel_port_is_valid check (port between 1 and 65535)
);
comment on table free_tunnel_port is 'Ports of the operator''s range that lead nowhere.';
grant select, insert, update, delete on free_tunnel_port to postern_system;
-- update is what it takes to lock the row that one is about to take
grant select, update, delete on free_tunnel_port to postern_app;

create table tunnel_port (
    tenant_id text not null,
    port int not null,
    connection_id text not null,
    cluster_id text not null,
    broker text not null,
    freed_at timestamptz,
    constraint tunnel_port_pkey primary key (port),
    constraint tunnel_port_broker_is_unique unique (tenant_id, connection_id, cluster_id, broker)
);
comment on table tunnel_port is
    'Ports that lead to a broker, or did so a while ago: until their quarantine is over nobody else gets them, for there '
    'may be clients with an old mapping.';
comment on column tunnel_port.broker is 'host:port as the cluster advertises it, in lower case.';
comment on column tunnel_port.freed_at is 'Since when it leads nowhere; null while it is in use.';
create index tunnel_port_by_cluster on tunnel_port (tenant_id, cluster_id);
create index tunnel_port_by_age on tunnel_port (freed_at) where freed_at is not null;
alter table tunnel_port enable row level security;
alter table tunnel_port force row level security;
create policy tenant_rows on tunnel_port to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on tunnel_port to postern_system using (true) with check (true);
grant select, insert, update on tunnel_port to postern_app;
grant select, delete on tunnel_port to postern_system;
