-- Which media an article shows: with each revision and with the live copy, so that publishing needs no statement more.
-- Null if there is none, which keeps most rows out of the indexes.

alter table revision add column media_ids uuid[];
create index revision_by_media on revision using gin (media_ids) where media_ids is not null;

alter table publication
    add column media_ids uuid[],
    -- The one that lists show; it is among media_ids.
    add column hero_media_id uuid;
create index publication_by_media on publication using gin (media_ids) where media_ids is not null;
