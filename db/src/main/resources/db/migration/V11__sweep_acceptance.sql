-- Up to which epoch the operator has looked at what is in AWS: tags up to there halt the sweep no more.

alter table installation
    add column accepted_epoch bigint not null default 0,
    add constraint installation_accepted_epoch_is_not_negative check (accepted_epoch >= 0);
comment on column installation.accepted_epoch is
    'The operator has looked at endpoints with epochs up to this one, of which the database may not know: they do not '
    'halt the sweep.';
comment on column installation.sweep_halted_by is
    'The greatest epoch in tags that the database knows nothing of: until the operator accepts it the sweep deletes '
    'nothing. Null if there was none.';
grant update (accepted_epoch) on installation to postern_system;
