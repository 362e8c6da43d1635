-- People who have signed in: what a session cookie stands for, on whichever replica it is shown. Spring Session's tables
-- (its schema-postgresql.sql), whose columns are its own; they belong to no tenant.

create table web_session (
    primary_id char(36) not null,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100),
    constraint web_session_pkey primary key (primary_id)
);
comment on table web_session is 'A session of somebody who has signed in. Times are milliseconds since 1970.';
comment on column web_session.session_id is
    'What the cookie holds, beside a fingerprint without which it is good for nothing.';
comment on column web_session.max_inactive_interval is 'Seconds without a request after which the session ends.';
create unique index web_session_by_session_id on web_session (session_id);
create index web_session_by_expiry on web_session (expiry_time);
grant select, insert, update, delete on web_session to postern_system;

create table web_session_attributes (
    session_primary_id char(36) not null,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint web_session_attributes_pkey primary key (session_primary_id, attribute_name),
    constraint web_session_attributes_session_fkey foreign key (session_primary_id)
        references web_session (primary_id) on delete cascade
);
comment on table web_session_attributes is
    'Who has signed in: the id of a token, or what an issuer said of a person; and until when.';
grant select, insert, update, delete on web_session_attributes to postern_system;

comment on column connection_history.actor is
    'Who asked for the change: the id of a token, oidc: and the subject of a person, or the word reconciler.';
