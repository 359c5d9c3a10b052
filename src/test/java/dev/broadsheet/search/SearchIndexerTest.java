package dev.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.pool.StatementDeadline;
import dev.broadsheet.terms.TermChange;
import dev.broadsheet.testkit.ScratchSchema;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Indexing jobs, in a separate schema. */
@QuarkusTest
class SearchIndexerTest {

    private static final UUID ARTICLE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID TAG = UUID.fromString("00000000-0000-7000-8000-0000000000aa");

    @Inject
    TestClock clock;

    @Test
    void oldStoreIsIndexed() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("10")) {
            DSLContext sql = fill(scratch);
            scratch.migrate("latest");
            assertThat(hits(sql, "publication_search", "pipelin")).isZero();
            SearchIndexer indexer = upkeep(sql);
            indexer.run();
            assertThat(hits(sql, "publication_search", "pipelin")).isOne();
            assertThat(hits(sql, "publication_search", "energi")).isOne();
            assertThat(hits(sql, "publication_search", "rewritten")).isZero();
            assertThat(hits(sql, "article_search", "rewritten")).isOne();
            assertThat(hits(sql, "term_search", "energy")).isOne();
            assertThat(hits(sql, "term_search", "kraft"))
                    .as("by an alias of before")
                    .isOne();
            assertThat(sql.fetchValue("select count(*) from search_language where config = 'english'"))
                    .isEqualTo(1L);
            assertThat(sql.fetchValue("select count(*) from search_stale")).isEqualTo(0L);
            assertThat(sql.fetchValue("select spelling from search_word where word = 'pipelines'"))
                    .isEqualTo("pipelines");
            vocabulary(sql).update();
            vocabulary(sql).update();
            assertThat(sql.fetchValue("select count(*) from search_word where word = 'pipelines'"))
                    .isEqualTo(1L);
        }
    }

    /** A transaction that has read the former name may commit after the rename. */
    @Test
    void renameIsIndexedAgainLater() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("10")) {
            DSLContext sql = fill(scratch);
            scratch.migrate("latest");
            SearchIndexer indexer = upkeep(sql);
            indexer.run();
            rename(sql, "Power");
            indexer.run();
            assertThat(hits(sql, "publication_search", "power")).isOne();
            assertThat(hits(sql, "article_search", "power")).isOne();
            sql.execute("update publication_search set search = ''");
            indexer.run();
            assertThat(hits(sql, "publication_search", "power")).isZero();
            clock.advance(Duration.ofMinutes(11));
            indexer.run();
            assertThat(hits(sql, "publication_search", "power")).isOne();
            assertThat(sql.fetchValue("select count(*) from search_renamed")).isEqualTo(0L);
        }
    }

    private void rename(DSLContext sql, String name) {
        sql.execute("update term set name = ? where id = ?", name, TAG);
        new TermIndexer(sql).onChange(TermChange.CHANGED.of(TAG, "energy", clock.now()));
    }

    private SearchIndexer upkeep(DSLContext sql) {
        return new SearchIndexer(sql, new StatementDeadline(sql), vocabulary(sql), new TermIndexer(sql), clock);
    }

    private StoredVocabulary vocabulary(DSLContext sql) {
        return new StoredVocabulary(sql, new StatementDeadline(sql), clock);
    }

    private static long hits(DSLContext sql, String table, String lexeme) {
        return sql.fetchCount(sql.selectFrom(org.jooq.impl.DSL.table(org.jooq.impl.DSL.name(table)))
                .where("search @@ ?::tsquery", lexeme));
    }

    private static DSLContext fill(ScratchSchema scratch) {
        DSLContext sql = scratch.sql();
        sql.execute("insert into term values (?, 'tag', 'energy', 'Energy', null, 1, now(), now())", TAG);
        sql.execute("insert into term_alias (kind, slug, term_id) values ('tag', 'kraft', ?)", TAG);
        sql.execute("""
                insert into article (id, translation_group, revision, state, live_revision, first_published_at, created_at,
                        updated_at, slug, locale, type, title)
                    values (?, ?, 2, 2, 1, now(), now(), now(), 'old', 'en', 'article', 'Rewritten')
                """, ARTICLE, ARTICLE);
        sql.execute("""
                insert into revision (article_id, number, content, created_at, key_name)
                    select ?, n, jsonb_build_object('slug', 'old', 'locale', 'en', 'type', 'article', 'title', title,
                        'tags', jsonb_build_array(?::text)), now(), 'first'
                    from (values (1, 'Pipelines'), (2, 'Rewritten')) as r(n, title)
                """, ARTICLE, TAG);
        sql.execute("insert into article_term (article_id, term_id) values (?, ?)", ARTICLE, TAG);
        sql.execute("""
                insert into publication (article_id, revision, slug, locale, type, title, published_at, first_published_at,
                        created_at, updated_at, tag_ids, author_ids, related_ids, summary, detail, body, body_html, body_text,
                        word_count, reading_minutes)
                    values (?, 1, 'old', 'en', 'article', 'Pipelines', now(), now(), now(), now(), array[?]::uuid[], '{}',
                        '{}', '{}', '{}', '[]', '', 'The body.', 2, 1)
                """, ARTICLE, TAG);
        sql.execute("insert into publication_term values (?, now(), ?)", TAG, ARTICLE);
        return sql;
    }
}
