-- Who looks for an actor, or for what was denied, among a million entries of a tenant is answered by an index. Other
-- filters are looked through, for a few seconds at most (AuditQueries). Nobody can change anything while these are made,
-- which takes a second or so for each million entries.

create index audit_entry_by_actor on audit_entry (tenant_id, actor, id);
create index audit_entry_denied on audit_entry (tenant_id, id) where outcome = 'DENIED';
