-- Validations: runs of checks over a cluster, each check with its evidence, and when each cluster is due for the next.

create table validation (
    tenant_id text not null,
    id text not null,
    cluster_id text not null,
    state text not null default 'RUNNING',
    started_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    attempt int not null default 0,
    message text,
    constraint validation_pkey primary key (tenant_id, id),
    constraint validation_cluster_fkey foreign key (tenant_id, cluster_id)
        references cluster (tenant_id, id) on delete cascade,
    constraint validation_id_has_prefix check (id like 'val\_%'),
    constraint validation_state_is_known check (state in ('RUNNING', 'PASSED', 'FAILED', 'INCONCLUSIVE')),
    constraint validation_runs_until_it_is_finished check ((state = 'RUNNING') = (finished_at is null)),
    constraint validation_message_tells_of_failure check (message is null or state = 'FAILED')
);
comment on table validation is 'A run of checks over a cluster. Goes with the cluster, or when it is old.';
comment on column validation.started_by is 'The id of the token that asked for it, or the word postern.';
comment on column validation.attempt is
    'How often the run was begun: a replica that dies leaves it to another, which begins anew. Writes name the attempt '
    'that they belong to, so that a replica that only seemed dead writes nothing any more.';
comment on column validation.message is 'Why the run itself could not be brought to an end; null if its checks tell all.';
create unique index validation_runs_once_per_cluster on validation (tenant_id, cluster_id) where state = 'RUNNING';
create index validation_by_cluster on validation (tenant_id, cluster_id, id);
create index validation_running on validation (started_at) where state = 'RUNNING';
create index validation_by_age on validation (finished_at) where finished_at is not null;
alter table validation enable row level security;
alter table validation force row level security;
create policy tenant_rows on validation to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on validation to postern_system using (true) with check (true);
grant select, insert, update on validation to postern_app;
grant select, delete on validation to postern_system;

create table validation_check (
    tenant_id text not null,
    validation_id text not null,
    id text not null,
    outcome text not null,
    node_id int,
    millis bigint not null,
    summary text not null,
    evidence jsonb not null,
    remedy text,
    constraint validation_check_pkey primary key (tenant_id, validation_id, id),
    constraint validation_check_validation_fkey foreign key (tenant_id, validation_id)
        references validation (tenant_id, id) on delete cascade,
    constraint validation_check_outcome_is_known check (outcome in ('PASS', 'WARN', 'FAIL', 'SKIPPED', 'UNPROVEN')),
    constraint validation_check_took_time check (millis >= 0),
    constraint validation_check_has_remedy_unless_passed check ((outcome = 'PASS') = (remedy is null))
);
comment on table validation_check is 'A check that has ended. Written while the run goes on, so that it can be watched.';
comment on column validation_check.id is 'Such as broker/2/identity.';
comment on column validation_check.node_id is 'The broker that it is about; null where it is about none, or none known.';
comment on column validation_check.evidence is 'What the summary is based on, as a JSON object. Holds no secret.';
comment on column validation_check.remedy is 'The next step and whose it is.';
alter table validation_check enable row level security;
alter table validation_check force row level security;
create policy tenant_rows on validation_check to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on validation_check to postern_system using (true) with check (true);
grant select, insert, delete on validation_check to postern_app;
grant select on validation_check to postern_system;

create table validation_schedule (
    tenant_id text not null,
    cluster_id text not null,
    due_at timestamptz not null,
    constraint validation_schedule_pkey primary key (tenant_id, cluster_id),
    constraint validation_schedule_cluster_fkey foreign key (tenant_id, cluster_id)
        references cluster (tenant_id, id) on delete cascade
);
comment on table validation_schedule is 'When a cluster is to be validated by itself: one row for each cluster.';
create index validation_schedule_by_time on validation_schedule (due_at);
alter table validation_schedule enable row level security;
alter table validation_schedule force row level security;
create policy tenant_rows on validation_schedule to postern_app
    using (tenant_id = current_setting('app.tenant', true))
    with check (tenant_id = current_setting('app.tenant', true));
create policy all_rows on validation_schedule to postern_system using (true) with check (true);
grant select, insert, update on validation_schedule to postern_app;
grant select, update on validation_schedule to postern_system;
