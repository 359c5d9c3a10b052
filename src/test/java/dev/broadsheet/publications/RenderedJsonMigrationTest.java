package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.testkit.ScratchSchema;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.Test;

/** Migrates live copies stored as two JSON objects to prerendered JSON, with the same result as publishing them now. */
@QuarkusTest
class RenderedJsonMigrationTest {

    private static final UUID FULL = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID BARE = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final Instant THEN = Instant.parse("0099-12-31T23:59:59.050Z");
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");

    private static final String EVERYTHING = """
            {"slug": "full", "externalId": "x-1", "locale": "de-AT", "type": "article", "kicker": "A \\"kicker\\"",
             "title": "Naïve \\\\ 🛢️\\n", "summary": "Line\\u2028two", "copyright": "©", "canonicalUrl": "https://example.org/",
             "hero": {"type": "image", "url": "https://example.org/a.jpg", "alt": "Two men"},
             "source": {"name": "Agency"}, "location": {"name": "Here", "lat": 48.1, "lon": -0.25},
             "seo": {"title": "For machines", "noindex": true},
             "custom": "{\\"z\\":1.10,\\"a\\":[0.0000001,12345678901234567890]}"}
            """;
    private static final String LITTLE = """
            {"slug": "bare", "locale": "en", "type": "article", "title": "Bare"}
            """;

    @Test
    void migratedJsonEqualsThePublishers() {
        try (ScratchSchema scratch = ScratchSchema.open().migrate("12")) {
            DSLContext sql = scratch.sql();
            Content full = ContentConverter.read(EVERYTHING);
            Content bare = ContentConverter.read(LITTLE);
            publish(sql, FULL, 3, full);
            publish(sql, BARE, 1, bare);
            scratch.migrate("latest");
            assertThat(pieces(sql, FULL)).isEqualTo(RenderedJson.of(FULL, 3, full, TIMES));
            assertThat(pieces(sql, BARE)).isEqualTo(RenderedJson.of(BARE, 1, bare, TIMES));
        }
    }

    private static final RenderedJson.Times TIMES = new RenderedJson.Times(THEN, NOW, NOW, NOW);

    private static RenderedJson pieces(DSLContext sql, UUID article) {
        Record row = sql.fetchSingle(
                "select opening, listing, details, closing from publication where article_id = ?", article);
        return new RenderedJson(
                row.get(0, String.class), row.get(1, String.class), row.get(2, String.class), row.get(3, String.class));
    }

    /** Inserts a published article in the format before the migration. */
    private static void publish(DSLContext sql, UUID id, int revision, Content content) {
        ObjectNode detail = ArticleJson.contentMembers(content);
        ObjectNode summary = ArticleJson.ordered(detail, ArticleJson.LISTED);
        summary.fieldNames().forEachRemaining(detail::remove);
        sql.execute("""
                insert into article (id, translation_group, revision, state, live_revision, first_published_at, created_at,
                        updated_at, slug, locale, type)
                    values (?, ?, ?, 1, ?, now(), now(), now(), ?, 'en', 'article')
                """, id, id, revision, revision, content.slug());
        sql.execute(
                "insert into revision (article_id, number, content, created_at, key_name) values (?, ?, ?::jsonb, now(), 'k')",
                id,
                revision,
                ContentConverter.write(content));
        sql.execute(
                """
                insert into publication (article_id, revision, slug, locale, type, title, published_at, first_published_at,
                        created_at, updated_at, tag_ids, author_ids, related_ids, word_count, reading_minutes, summary,
                        detail, body, body_html, body_text)
                    values (?, ?, ?, 'en', 'article', 't', ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz,
                        '{}', '{}', '{}', 0, 0, ?, ?, '[]', '', '')
                """,
                id,
                revision,
                content.slug(),
                THEN.toString(),
                NOW.toString(),
                NOW.toString(),
                NOW.toString(),
                summary.toString(),
                detail.toString());
    }
}
