package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A correction writes only what changes; the result must equal that of publishing the whole article for the first time.
 */
@QuarkusTest
class CorrectionTest {

    /** Members that differ between any two articles. */
    private static final List<String> OWN =
            List.of("id", "slug", "revision", "createdAt", "updatedAt", "firstPublishedAt", "publishedAt", "links");

    /**
     * The article's row, its search vector with weights, the term rows of the live copy and the working copy, and the
     * terms of the period.
     */
    private static final String STATE = """
            select (to_jsonb(p) - array['article_id', 'slug', 'revision', 'created_at', 'updated_at', 'first_published_at',
                    'published_at', 'opening', 'listing', 'details', 'closing'])::text
                || (select string_agg(w.lexeme || (select string_agg(x, '' order by x) from unnest(w.weights) x), ' '
                        order by w.lexeme)
                    from publication_search s, unnest(s.search) w where s.article_id = p.article_id)
                || (select string_agg(f.term_id::text, ' ' order by f.term_id) from publication_term f
                    where f.article_id = p.article_id and f.published_at = p.published_at)
                || (select string_agg(f.term_id::text, ' ' order by f.term_id) from article_term f
                    where f.article_id = p.article_id)
                || (select concat(o.tag_ids, o.author_ids, o.section_id) from publication_period o
                    where o.article_id = p.article_id and o.live_until is null and o.revision = p.revision)
                || (select count(*) from publication_period o where o.article_id = p.article_id and o.live_until is null)
                || (select count(*) from article_search s where s.article_id = p.article_id)
                || (select count(*) from slug s where s.article_id = p.article_id and not s.once_live)
            from publication p where p.slug = ?
            """;

    @Inject
    DSLContext sql;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'title': 'Summit goes on'}",
                "{'kicker': null, 'summary': 'Nobody goes home.'}",
                "{'body': 'They talk *again*, in Zürich.'}",
                "{'title': 'Summit goes on', 'body': 'They talk *again*, in Zürich.'}",
                "{'tags': ['iraq', 'late'], 'title': 'Summit goes on'}",
                "{'section': null}",
                "{'authors': ['Ada Moreno', 'Bo Lind']}",
                "{'publishedAt': '2020-02-02T02:02:02Z'}",
                "{'locale': 'de', 'title': 'Die Gipfel'}",
                "{'type': 'report', 'externalId': null}",
                "{'slug': 'SLUG', 'title': 'Summit goes on'}"
            })
    void correctionEqualsPublishing(String patch) {
        String slug = Sample.live("energy, iraq");
        String other = Sample.name("summit-moved");
        correct(slug, patch.replace('\'', '"').replace("SLUG", other));
        assertIsAsNew(patch.contains("'slug'") ? other : slug);
    }

    /** Aliases can only be set in front matter. */
    @Test
    void correctionKeepsAliases() {
        String slug = Sample.live("energy, iraq");
        String other = Sample.name("summit-before");
        String story =
                Sample.story("Summit goes on", "energy, iraq").replaceFirst("---", "---\naliases: [" + other + "]");
        Api.admin().send("PUT", Sample.path(slug), "text/markdown", story).expect(200);
        assertIsAsNew(slug);
    }

    @Test
    void repeatedCorrectionsEqualPublishing() {
        String slug = Sample.live("energy, iraq");
        for (int i = 0; i < 5; i++) {
            correct(slug, "{\"title\": \"Summit number %d begins\"}".formatted(i));
        }
        assertIsAsNew(slug);
        assertThat(found("\"summit number 4 begins\"")).contains(slug);
        assertThat(found("\"broke up late on friday\"")).contains(slug);
        assertThat(found("\"summit number 3 begins\"")).doesNotContain(slug);
    }

    /** Behind a long body, the lexemes of the title would get no positions, so the title comes first. */
    @Test
    void titleOfALongArticleIsFoundAsAPhrase() {
        String slug = Sample.live("energy");
        correct(slug, "{\"body\": \"%s\"}".formatted("One and two. ".repeat(7000)));
        correct(slug, "{\"title\": \"Everlasting summit of words\"}");
        assertThat(found("\"everlasting summit of words\"")).contains(slug);
        assertThat(found("\"one and two\"")).contains(slug);
        assertIsAsNew(slug);
    }

    private static void correct(String slug, String patch) {
        String published = patch.replaceFirst("}$", ", \"status\": \"published\"}");
        Api.admin().patch(Sample.path(slug), published).expect(200);
    }

    private void assertIsAsNew(String slug) {
        ObjectNode sent = (ObjectNode) Sample.workingCopy(slug).json();
        sent.retain(
                "locale", "type", "kicker", "title", "summary", "authors", "tags", "section", "body", "publishedAt");
        sent.put("status", "published");
        String fresh = Api.admin()
                .post("/api/articles", sent.toString())
                .expect(201)
                .article()
                .slug();
        assertThat(live(slug)).isEqualTo(live(fresh));
        assertThat(sql.fetchValue(STATE, slug)).isNotNull().isEqualTo(sql.fetchValue(STATE, fresh));
    }

    private static JsonNode live(String slug) {
        ObjectNode live =
                (ObjectNode) Api.anonymous().get(Sample.path(slug)).expect(200).json();
        return live.remove(OWN);
    }

    private static List<String> found(String phrase) {
        return Api.anonymous()
                .get("/api/articles?limit=100&q=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8))
                .expect(200)
                .articles()
                .slugs();
    }
}
