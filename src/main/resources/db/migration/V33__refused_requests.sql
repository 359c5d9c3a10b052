-- Writes that were refused for want of a permission, a valid key or a lock, or beyond a rate: the other half of the audit log.

create table refused_request (
    id       bigint      generated always as identity primary key,
    at       timestamptz not null,
    -- null: no valid key
    key_id   uuid,
    actor    text,
    address  text,
    method   text        not null,
    path     text        not null,
    status   integer     not null,
    code     text        not null,
    trace_id text        not null
);

create index refused_request_at on refused_request (at);
