-- Keys that are made through the API: their role, what narrows it, and who made them.
-- Keys of before are administrators, as they were.

alter table access_key drop constraint access_key_role_check;
update access_key set role = lower(role);

alter table access_key
    -- Narrows the role, as names of permissions; null for all permissions of the role.
    add column permissions  text[],
    -- IP addresses and CIDR ranges; empty for any address.
    add column ips          text[]  not null default '{}',
    -- Requests a minute; null for the rate of the settings.
    add column rate         integer check (rate between 1 and 1000000),
    add column created_by   uuid references access_key,
    add column last_used_at timestamptz,
    -- The hash before the last rotation, valid for a while.
    add column former_hash  bytea unique,
    add column former_until timestamptz,
    add column version      integer not null default 1;
