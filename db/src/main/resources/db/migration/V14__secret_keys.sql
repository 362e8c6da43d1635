-- The keys that secrets are sealed with. They are kept here, each encrypted by the one key that is not: a file that all
-- replicas share, or a key in AWS KMS. A rotation makes a new one, has every replica know it, seals every secret with it
-- and deletes the former one, which the foreign keys below do not allow as long as one secret needs it.

create table secret_key (
    id bytea not null,
    purpose text not null,
    state text not null,
    wrapped bytea not null,
    wrapped_by text not null,
    created_at timestamptz not null default now(),
    constraint secret_key_pkey primary key (id),
    constraint secret_key_id_has_four_bytes check (length(id) = 4),
    constraint secret_key_purpose_is_known check (purpose in ('ENCRYPTION', 'FINGERPRINT')),
    constraint secret_key_state_is_known check (state in ('NEXT', 'PRIMARY', 'FORMER'))
);
comment on table secret_key is 'Keys, encrypted. NEXT is told to all replicas, PRIMARY seals, FORMER only opens.';
comment on column secret_key.id is 'Tink''s key id, big-endian; every ciphertext begins with it.';
comment on column secret_key.wrapped is 'The key as a Tink keyset, encrypted by wrapped_by, bound to purpose and id.';
comment on column secret_key.wrapped_by is 'The ARN of a KMS key, or the word local for the file of the data directory.';
create unique index secret_key_state_is_unique on secret_key (purpose, state) where state in ('NEXT', 'PRIMARY');
grant select, insert, update, delete on secret_key to postern_system;

create table secret_key_replica (
    id text not null,
    known text[] not null,
    seals_with text not null,
    seen_at timestamptz not null default now(),
    constraint secret_key_replica_pkey primary key (id)
);
comment on table secret_key_replica is 'Which replica knows which keys. One that is silent for long has died or is frozen.';
comment on column secret_key_replica.known is 'Ids of the keys that it has in memory, in hexadecimal digits.';
grant select, insert, update, delete on secret_key_replica to postern_system;

create table secret_key_rotation (
    id text not null,
    state text not null,
    key_id bytea,
    resealed bigint not null default 0,
    message text not null,
    started_by text not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    constraint secret_key_rotation_pkey primary key (id),
    constraint secret_key_rotation_id_has_prefix check (id like 'rot\_%'),
    constraint secret_key_rotation_state_is_known check (
        state in ('REQUESTED', 'DISTRIBUTING', 'RESEALING', 'COMPLETED')
    ),
    constraint secret_key_rotation_has_key check ((state = 'REQUESTED') = (key_id is null)),
    constraint secret_key_rotation_completed_has_its_time check ((state = 'COMPLETED') = (finished_at is not null))
);
comment on table secret_key_rotation is 'Rotations of the encryption key; one at a time.';
comment on column secret_key_rotation.key_id is 'The new key; null until it is made. No reference: a later rotation deletes it.';
comment on column secret_key_rotation.resealed is 'How many secrets it has sealed anew.';
comment on column secret_key_rotation.started_by is 'Who asked for it, as the audit log names them.';
create unique index secret_key_rotation_is_one on secret_key_rotation ((true)) where state <> 'COMPLETED';
grant select, insert, update on secret_key_rotation to postern_system;

-- A sealed secret begins with 00 00 00 xx (the length of its encrypted data key), 01 (Tink's sign) and the key's id.
-- Rows from before are not checked: their keys get their rows at the first start.
alter table cluster
    add column password_sealed_by bytea generated always as (substring(password_sealed from 6 for 4)) stored,
    add column client_key_sealed_by bytea generated always as (substring(client_key_sealed from 6 for 4)) stored,
    add constraint cluster_password_key_is_kept foreign key (password_sealed_by) references secret_key (id) not valid,
    add constraint cluster_client_key_key_is_kept
        foreign key (client_key_sealed_by) references secret_key (id) not valid;
comment on column cluster.password_sealed_by is 'The key that opens it; keeps that key from being deleted.';
comment on column cluster.client_key_sealed_by is 'The key that opens it; keeps that key from being deleted.';
create index cluster_by_password_key on cluster (password_sealed_by) where password_sealed_by is not null;
create index cluster_by_client_key_key on cluster (client_key_sealed_by) where client_key_sealed_by is not null;
grant update (password_sealed, client_key_sealed) on cluster to postern_system;
