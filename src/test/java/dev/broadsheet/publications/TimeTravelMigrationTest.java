package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.ScratchSchema;
import io.quarkus.test.junit.QuarkusTest;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.Test;

/** Migrates a store whose periods contained nothing but their revision. */
@QuarkusTest
class TimeTravelMigrationTest {

    private static final String ARTICLE = "00000000-0000-7000-8000-000000000001";
    private static final String TAG = "00000000-0000-7000-8000-0000000000aa";
    private static final String DELETED_TAG = "00000000-0000-7000-8000-0000000000bb";
    private static final String AUTHOR = "00000000-0000-7000-8000-0000000000cc";

    @Test
    void migrationFillsPeriodsFromRevisions() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("5")) {
            DSLContext sql = scratch.sql();
            sql.execute(OLD_STORE, TAG, AUTHOR, ARTICLE, ARTICLE, TAG, DELETED_TAG, AUTHOR, ARTICLE, ARTICLE, ARTICLE);
            scratch.migrate("latest");

            Record first = sql.fetchSingle("select * from publication_period where revision = 1");
            assertThat(first.get("title")).isEqualTo("Old");
            assertThat(first.get("external_id")).isEqualTo("x-1");
            assertThat(first.get("tag_ids", String[].class)).containsExactly(TAG, DELETED_TAG);
            assertThat(first.get("author_ids", String[].class)).containsExactly(AUTHOR);
            assertThat(first.get("published_at", String.class)).startsWith("2020-01-01T10:00Z");
            assertThat(first.get("live_until", String.class)).startsWith("2020-01-02T10:00Z");

            Record second = sql.fetchSingle("select * from publication_period where revision = 2");
            assertThat(second.get("published_at", String.class)).startsWith("2019-05-05T00:00Z");
            assertThat(second.get("tag_ids", String[].class)).isEmpty();
            assertThat(second.get("live_until", String.class)).startsWith("2030-01-01T00:00Z");
            assertThat(sql.fetchCount(sql.selectFrom("publication_period")))
                    .as("a permanently deleted article has no period")
                    .isEqualTo(2);
            assertThat(sql.fetchValue("select external_id from publication")).isEqualTo("x-2");
            assertThat(second.get("kicker")).isEqualTo("k");
            assertThat(second.get("word_count")).isEqualTo(7);
            assertThat(first.get("word_count")).isNull();
            assertThat(sql.fetchValue("select updated_by from article")).isEqualTo("first");
        }
    }

    private static final String OLD_STORE = """
            insert into term values (?::uuid, 'tag', 'energy', 'Energy', null, 1, now(), now()),
                (?::uuid, 'author', 'ada', 'Ada', null, 1, now(), now());
            insert into article (id, translation_group, revision, state, live_revision, expire_at, first_published_at,
                    created_at, updated_at, slug, locale, type)
                values (?::uuid, ?::uuid, 2, 2, 2, '2030-01-01Z', '2020-01-01T10:00Z', '2020-01-01T09:00Z',
                    '2020-01-02T10:00Z', 'old', 'en', 'article');
            insert into revision (article_id, number, content, created_at, key_name)
                select article, 1, jsonb_build_object('slug', 'old', 'locale', 'en', 'type', 'article', 'title', 'Old',
                    'externalId', 'x-1', 'tags', jsonb_build_array(first, second), 'authors', jsonb_build_array(author)),
                    now(), 'first'
                from (select ?::text, ?::text, ?::text, ?::uuid) as w(first, second, author, article);
            insert into revision (article_id, number, content, created_at, key_name)
                values (?::uuid, 2, '{"slug": "old", "locale": "en", "type": "article", "title": "New",
                    "externalId": "x-2", "publishedAt": "2019-05-05T00:00:00Z", "kicker": "k"}', now(), 'first');
            insert into publication (article_id, revision, slug, locale, type, title, published_at, first_published_at,
                    created_at, updated_at, expire_at, tag_ids, author_ids, related_ids, summary, detail, body, body_html,
                    body_text)
                select id, 2, 'old', 'en', 'article', 'New', '2019-05-05Z', first_published_at, created_at, updated_at,
                    expire_at, '{}', '{}', '{}', '{"externalId": "x-2", "kicker": "k", "wordCount": 7, "readingMinutes": 1}', '{}', '[]', '', ''
                from article where id = ?::uuid;
            insert into publication_period (article_id, revision, slug, live_from, live_until)
                select id, 1, 'old', '2020-01-01T10:00Z'::timestamptz, '2020-01-02T10:00Z'::timestamptz from article
                union all select id, 2, 'old', '2020-01-02T10:00Z', null from article
                union all select gen_random_uuid(), 1, 'gone', '2020-01-01Z', null;
            """;
}
