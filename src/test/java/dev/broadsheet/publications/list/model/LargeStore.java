package dev.broadsheet.publications.list.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.ScratchSchema;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.conf.ParamType;
import org.jspecify.annotations.Nullable;

/**
 * A schema of its own with enough rows that PostgreSQL prefers indexes: 30,000 articles with 200 tags, each of which
 * went live twice. Filling it takes long, so there is one for all test classes, which only read it; it ends with the
 * database of the test run.
 */
public final class LargeStore {

    private static @Nullable LargeStore shared;

    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private final DSLContext sql;

    private LargeStore(DSLContext sql) {
        this.sql = sql;
    }

    /** The store of the test run. The first call fills it. */
    public static synchronized LargeStore get() {
        if (shared == null) {
            DSLContext sql = ScratchSchema.open().migrate("latest").sql();
            sql.execute(MANY);
            sql.execute("vacuum analyze");
            shared = new LargeStore(sql);
        }
        return shared;
    }

    public DSLContext sql() {
        return sql;
    }

    /** The tag with this rank, 1 being the most frequent. */
    public UUID tag(int rank) {
        return sql.fetchSingle("select id from term where slug = 'tag-' || ?", rank)
                .get(0, UUID.class);
    }

    public List<UUID> tagsOf(String slug) {
        return List.of(sql.fetchSingle("select tag_ids from publication where slug = ?", slug)
                .get(0, UUID[].class));
    }

    public UUID article(String slug) {
        return sql.fetchSingle("select id from article where slug = ?", slug).get(0, UUID.class);
    }

    /** The executed query plan. */
    public String plan(Select<?> select) {
        return String.join(
                "\n",
                sql.fetch("explain (analyze, buffers, costs off) " + select.getSQL(ParamType.INLINED))
                        .getValues(0, String.class));
    }

    /** The number of blocks that the plan has read. */
    public static int blocks(String plan) {
        Matcher blocks = BLOCKS.matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        return number(blocks.group(1)) + number(blocks.group(2));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static final String MANY = """
            create temp table made as
                select gen_random_uuid() as id, g, timestamptz '2010-01-01Z' + g * interval '4 hours' as at
                from generate_series(1, 30000) g;
            insert into term select gen_random_uuid(), 'tag', 'tag-' || g, 'Tag', null, 1, now(), now()
                from generate_series(1, 200) g;
            create temp table tagged as
                select m.id, array_agg(t.id) as tags
                from (select distinct id, floor(power(200, (hashint4(g * 10 + k) & 1023) / 1024.0)) as rank
                    from made, generate_series(1, 5) k) m
                join term t on t.slug = 'tag-' || m.rank group by 1;
            insert into article (id, translation_group, revision, state, live_revision, first_published_at, created_at,
                    updated_at, slug, locale, type, title)
                select id, id, 1, 1, 1, at, at, at, 'slug-' || g, 'en', 'article', 'Title' from made;
            insert into revision (article_id, number, content, created_at, key_name)
                select id, 1, '{}', at, 'test' from made;
            insert into publication (article_id, revision, slug, locale, type, title, published_at, first_published_at,
                    created_at, updated_at, tag_ids, author_ids, related_ids, opening, listing, details, closing, body, body_html,
                    body_text,                    word_count, reading_minutes)
                select id, 1, 'slug-' || g, case when g % 5 = 0 then 'de' else 'en' end,
                    case when g % 1000 = 0 then 'gallery' else 'article' end, md5(g::text), at, at, at,
                    at + interval '1 day', tags, '{}', '{}', '', '', '', '', '[]', '', '', g % 500, 1
                from made join tagged using (id);
            insert into publication_term
                select t, published_at, article_id from publication, unnest(tag_ids) t;
            insert into search_language values ('english'), ('german') on conflict do nothing;
            insert into publication_search
                select article_id, published_at, search_vector(case locale when 'de' then 'german' else 'english' end,
                    array[title, '', '', concat_ws(' ', case when g % 5 = 1 then 'common word' end,
                        case when g % 50 = 2 then 'some' end, case when g % 1000 = 3 then 'rare' end,
                        (select string_agg(md5((g * 100 + k)::text), ' ') from generate_series(1, 60) k))],
                    array['', '', '', ''])
                from publication join made on made.id = publication.article_id;
            insert into publication_period (article_id, revision, slug, live_from, live_until, locale, type, title,
                    published_at, first_published_at, created_at, updated_at, tag_ids, author_ids, related_ids)
                select article_id, 1, slug, f.at, f.until, locale, type, title, published_at, first_published_at, created_at,
                    f.at, tag_ids, author_ids, related_ids
                from publication, lateral (values (published_at, updated_at), (updated_at, null)) f(at, until);
            -- One was moved about a hundred times.
            insert into publication_period (article_id, revision, slug, live_from, live_until, locale, type, title,
                    published_at, first_published_at, created_at, updated_at, tag_ids, author_ids, related_ids)
                select article_id, 1, slug, published_at + k * interval '1 minute', published_at + k * interval '1 minute',
                    locale, type, title, published_at, first_published_at, created_at, updated_at, tag_ids, author_ids,
                    related_ids
                from publication, generate_series(1, 100) k where slug = 'slug-22790';
            """;
}
