package dev.broadsheet.publications;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Generates published articles inside PostgreSQL: five tags each, Zipf-distributed, an author and a section. Bodies of
 * 3 KB and their vectors come from a pool of a thousand. Three in ten bodies contain “ceasefire”; twenty articles,
 * whatever the total, contain “xylophone”.
 */
final class ArticleGenerator {

    private static final int AT_ONCE = 20_000;

    private static final String POOL = """
            create table if not exists bench_pool as
            select g, body, search_vector('english', array['Harbour report', '', '', body], array['harbour report', '', '', body]) as search
            from (select g, string_agg(word, ' ' order by k) || case when g % 10 < 3 then ' ceasefire' else '' end as body
                from generate_series(0, 999) g, generate_series(1, 430) k,
                    lateral (select 'w' || to_hex((power(4000, (hashint4(g * 1000 + k) & 65535) / 65536.0))::integer)) w(word)
                group by g) b
            """;

    private static final String TERMS = """
            insert into term (id, kind, slug, name, version, created_at, updated_at)
            select gen_random_uuid(), k.kind, k.kind || '-' || g, k.kind || ' ' || g, 1, now(), now()
            from (values ('tag', ?::integer), ('author', 200), ('section', 10)) k(kind, n), generate_series(1, k.n) g
            """;

    private static final String NAMED = """
            create temp table named as
            select kind, split_part(slug, '-', 2)::integer as rank, id from term;
            create index on named (kind, rank);
            analyze named
            """;

    private static final String MADE = """
            create temp table made on commit drop as
            select m.*, p.body, p.search,
                array(select n.id from (
                    select distinct floor(power(?::float8, (hashint4(m.g * 10 + k) & 1048575) / 1048576.0))::integer as rank
                    from generate_series(1, 5) k) r join named n on n.kind = 'tag' and n.rank = r.rank) as tags,
                (select id from named where kind = 'author' and rank = 1 + m.g % 200) as author,
                (select id from named where kind = 'section' and rank = 1 + m.g % 10) as section
            from (select g, ('00000000-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid as id,
                    timestamptz '2006-01-01Z' + g * (interval '20 years' / ?::integer) as at, ?::integer as n
                from generate_series(?::integer, ?::integer) g) m
            join bench_pool p on p.g = (hashint4(m.g) & 1048575) % 1000
            """;

    private static final String[] FILL = {"""
            insert into article (id, translation_group, revision, state, live_revision, first_published_at, created_at,
                updated_at, slug, locale, type, title)
            select id, id, 1, 1, 1, at, at, at, 'article-' || g, 'en', 'article', 'Harbour report ' || g from made
            """, """
            insert into slug (slug, article_id, once_live) select 'article-' || g, id, true from made
            """, """
            insert into publication (article_id, revision, slug, locale, type, title, published_at, first_published_at,
                created_at, updated_at, tag_ids, author_ids, section_id, related_ids, opening, listing, details, closing,
                body, body_html, body_text, word_count, reading_minutes)
            select id, 1, 'article-' || g, 'en', 'article', 'Harbour report ' || g, at, at, at, at, tags, array[author],
                section, '{}',
                concat_ws(',', '"id":"' || id || '","externalId":null,"slug":"article-' || g || '","locale":"en"',
                    '"type":"article","status":"published","revision":1,"kicker":null,"title":"Harbour report ' || g || '"',
                    '"summary":' || to_json(left(body, 160))),
                concat_ws(',', '"hero":null', times, counts),
                concat_ws(',', '"hero":null,"source":null,"copyright":null,"canonicalUrl":null,"location":null', times,
                    '"seo":null'),
                concat_ws(',', '"custom":null', counts),
                json_build_array(json_build_object('type', 'paragraph', 'key', 'b1', 'content',
                    json_build_array(json_build_object('type', 'text', 'text', body)))), '', '', 430, 2
            from made, to_json(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) stamp,
                concat_ws(',', '"publishedAt":' || stamp, '"firstPublishedAt":' || stamp, '"createdAt":' || stamp,
                    '"updatedAt":' || stamp) times,
                concat_ws(',', '"wordCount":430,"readingMinutes":2', '"excerpt":' || to_json(left(body, 280)),
                    '"links":{"self":"/api/articles/article-' || g || '"}') counts
            """, """
            insert into publication_term
            select t, published_at, article_id
            from publication join made on id = article_id, unnest(tag_ids || author_ids || section_id) t
            """, """
            insert into publication_search
            select id, at, case when g % (n / 20) = 0 then search || '''xylophon'':9001A ''xylophone'':9001A' else search end
            from made
            """};

    private ArticleGenerator() {}

    /** Fills an empty store; a complete one is left as it is. */
    static void make(Connection store, int articles, int tags) throws SQLException {
        try (Statement statement = store.createStatement()) {
            // The configuration of the vectors, which queries must use.
            statement.execute("insert into search_language values ('english') on conflict do nothing");
            if (count(statement) >= articles) {
                return;
            }
            long start = System.nanoTime();
            store.setAutoCommit(true);
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '1GB'");
            statement.execute(POOL);
            try (PreparedStatement terms = store.prepareStatement(TERMS)) {
                terms.setInt(1, tags);
                terms.execute();
            }
            statement.execute(NAMED);
            // Building the index once at the end takes a tenth of the time.
            statement.execute("drop index publication_search_by_words");
            store.setAutoCommit(false);
            for (int from = 1; from <= articles; from += AT_ONCE) {
                fill(store, articles, tags, from, Math.min(articles, from + AT_ONCE - 1));
                store.commit();
                if (from / AT_ONCE % 10 == 0) {
                    System.out.printf("  %,d of %,d articles%n", from - 1, articles);
                }
            }
            store.setAutoCommit(true);
            statement.execute("create index publication_search_by_words on publication_search using gin (search)");
            statement.execute("vacuum analyze");
            System.out.printf(
                    "A store of %,d articles under %,d tags, made in %d s%n",
                    articles, tags, (System.nanoTime() - start) / 1_000_000_000);
        }
    }

    private static void fill(Connection store, int articles, int tags, int from, int to) throws SQLException {
        try (PreparedStatement made = store.prepareStatement(MADE);
                Statement statement = store.createStatement()) {
            made.setInt(1, tags);
            made.setInt(2, articles);
            made.setInt(3, articles);
            made.setInt(4, from);
            made.setInt(5, to);
            made.execute();
            for (String rows : FILL) {
                statement.execute(rows);
            }
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select count(*) from publication")) {
            found.next();
            return found.getInt(1);
        }
    }
}
