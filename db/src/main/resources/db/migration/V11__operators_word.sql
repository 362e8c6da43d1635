-- Where the operator's word goes beyond what the database knows: epochs that were looked at after a restore, and endpoint
-- services that more than one connection may use.

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

alter table connection add column claim_waived_for text;
comment on column connection.claim_waived_for is
    'The one endpoint service that the operator lets this connection use though another one has it; null if none.';
drop index connection_service_is_claimed_once;
create unique index connection_service_is_claimed_once on connection (service_name)
    where service_claimed and live and claim_waived_for is distinct from service_name;
create index connection_by_claim on connection (service_name) where service_claimed and live;
