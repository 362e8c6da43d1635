-- Who uses this installation: tenants, and the tokens that callers show.

create table installation (
    id text not null,
    only_row boolean not null default true,
    created_at timestamptz not null default now(),
    constraint installation_pkey primary key (id),
    constraint installation_is_one unique (only_row),
    constraint installation_only_row check (only_row)
);
comment on table installation is 'This installation of Postern. One row, made at the first start.';
comment on column installation.id is 'Goes into the names and tags of everything that we make in AWS.';
grant select, insert on installation to postern_system;

create table tenant (
    id text not null,
    name text not null,
    version bigint not null default 1,
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    constraint tenant_pkey primary key (id),
    constraint tenant_id_has_prefix check (id like 'tnt\_%')
);
comment on table tenant is 'A customer of the operator. Deleted ones stay as tombstones while their endpoints are taken down.';
create unique index tenant_name_is_unique on tenant (lower(name)) where deleted_at is null;
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_rows on tenant to postern_app
    using (id = current_setting('app.tenant', true));
create policy all_rows on tenant to postern_system using (true) with check (true);
grant select on tenant to postern_app;
grant select, insert, update, delete on tenant to postern_system;

create table api_token (
    id text not null,
    tenant_id text,
    name text not null,
    role text not null,
    secret_hash bytea not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    constraint api_token_pkey primary key (id),
    constraint api_token_tenant_fkey foreign key (tenant_id) references tenant (id),
    constraint api_token_secret_is_unique unique (secret_hash),
    constraint api_token_id_has_prefix check (id like 'tok\_%'),
    constraint api_token_role_is_known check (
        role in ('OPERATOR_ADMIN', 'OPERATOR_VIEWER', 'TENANT_ADMIN', 'TENANT_VIEWER', 'DATA_PLANE')
    ),
    constraint api_token_role_fits_tenant check (
        case when tenant_id is null
            then role in ('OPERATOR_ADMIN', 'OPERATOR_VIEWER', 'DATA_PLANE')
            else role in ('TENANT_ADMIN', 'TENANT_VIEWER', 'DATA_PLANE')
        end
    )
);
comment on table api_token is 'What a caller shows. The secret itself is not kept, only its SHA-256.';
comment on column api_token.tenant_id is 'Null for the operator''s own tokens, which are good for every tenant.';
create index api_token_by_tenant on api_token (tenant_id, id);
alter table api_token enable row level security;
alter table api_token force row level security;
create policy tenant_rows on api_token to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on api_token to postern_system using (true) with check (true);
grant select, insert, update on api_token to postern_app;
grant select, insert, update, delete on api_token to postern_system;
