-- Item rules: which working copies a key may read and write. Each rule that is present must hold.

alter table access_key
    -- Ids of terms; empty for any. A merged term is followed.
    add column rule_authors  uuid[]  not null default '{}',
    add column rule_sections uuid[]  not null default '{}',
    add column rule_tags     uuid[]  not null default '{}',
    add column rule_locales  text[]  not null default '{}',
    add column rule_types    text[]  not null default '{}',
    -- Only articles that the key created.
    add column rule_own      boolean not null default false;

-- The key that created the article; null if it was created before keys were known.
alter table article add column created_by uuid;
update article a set created_by = (
    select r.key_id from revision r where r.article_id = a.id order by r.number limit 1);
create index article_created_by on article (created_by);
