-- Events are read by streams: a tenant's goes on where it ended, however much happened to others since. Whether something
-- was forgotten after that place is not to be seen from the rows that are left, so it is written down.

create index event_of_tenant_in_commit_order on event (tenant_id, transaction_id, id);

create table event_horizon (
    one_row boolean not null default true,
    transaction_id xid8 not null,
    constraint event_horizon_pkey primary key (one_row),
    constraint event_horizon_is_one_row check (one_row)
);
comment on table event_horizon is 'How far events are forgotten: one row, which is always there.';
comment on column event_horizon.transaction_id is
    'Of all events that were deleted because of their age, the last one''s in the order of commits.';
insert into event_horizon (transaction_id) values ('0');
grant select, update on event_horizon to postern_system;
