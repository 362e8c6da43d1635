-- What the sweep goes by, and how room in the operator's accounts is given away: an endpoint takes up room from the
-- moment that it may have been asked for, and carries the epoch of that moment in its tags.

alter table installation
    add column epoch bigint not null default 0,
    add column sweep_halted_by bigint,
    add constraint installation_epoch_is_not_negative check (epoch >= 0);
comment on column installation.epoch is
    'Grows with every endpoint that is about to be made, which carries it as a tag. Tags that are ahead of it tell that '
    'this database was restored from an older state.';
comment on column installation.sweep_halted_by is
    'The epoch in the tags that was ahead of ours: until the operator accepts it the sweep deletes nothing. Null if none was.';
grant update (epoch, sweep_halted_by) on installation to postern_system;

alter table connection add column epoch bigint;
comment on column connection.epoch is
    'The epoch of the installation when an endpoint was about to be asked for; it takes up room since. Null before, and '
    'when it is gone.';

-- The owner is bound by the policies too, which name the other roles only.
alter table connection no force row level security;
update connection set epoch = 0 where endpoint_id is not null or reason = 'CREATING_ENDPOINT';
alter table connection force row level security;

alter table connection
    add constraint connection_endpoint_has_epoch check (endpoint_id is null or epoch is not null),
    add constraint connection_creating_endpoint_has_epoch check (reason <> 'CREATING_ENDPOINT' or epoch is not null),
    add constraint connection_epoch_has_placement check (epoch is null or placement is not null),
    add constraint connection_deleted_takes_no_room check (phase <> 'DELETED' or epoch is null);
create index connection_by_room on connection (placement) where epoch is not null;
create index connection_by_account on connection (split_part(placement, '/', 2))
    where placement is not null and phase <> 'DELETED';

create table aws_pause (
    scope text not null,
    level int not null,
    until timestamptz not null,
    constraint aws_pause_pkey primary key (scope),
    constraint aws_pause_has_level check (level > 0)
);
comment on table aws_pause is
    'Accounts and regions in which AWS has asked to slow down: no replica calls there before that time.';
comment on column aws_pause.scope is 'region/account.';
comment on column aws_pause.level is 'How many times in a row AWS has asked; the pause doubles with each.';
grant select, insert, update, delete on aws_pause to postern_system;
