package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.articles.json.ArticleJson;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses concatenated from prerendered JSON equal every other way of reading the article. */
@QuarkusTest
class RenderedJsonTest {

    private static final Set<String> EDITORS_ONLY =
            Set.of("live", "modified", "publishAt", "expireAt", "archivedAt", "trashedAt", "warnings");
    private static final List<String> MEMBERS = ArticleJson.MEMBERS.stream()
            .filter(member -> !EDITORS_ONLY.contains(member))
            .toList();

    /** Numbers and a member order that are preserved only if the JSON is stored as text. */
    private static final String CUSTOM = "{\"z\":1.10,\"a\":[0.0000001,12345678901234567890],\"quote\":\"\\\"\\\\\"}";

    @Inject
    TestClock clock;

    private final String tag = Sample.name("dressed");
    private String slug = "";

    /** An article with every member, related to another one with the same tag. */
    @BeforeEach
    void publish() {
        slug = publishWithAllMembers();
    }

    @Test
    void everyMemberIsRendered() {
        JsonNode one = Api.anonymous().get(Sample.path(slug)).expect(200).json();
        assertThat(one.fieldNames()).toIterable().containsExactlyElementsOf(MEMBERS);
        JsonNode listed = list("?tag=" + tag).path("data").path(0);
        assertThat(listed.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        MEMBERS.stream().filter(ArticleJson.LISTED::contains).toList());
    }

    @Test
    void singleMembersEqualTheWhole() {
        JsonNode one = Api.anonymous().get(Sample.path(slug)).expect(200).json();
        JsonNode listed = list("?tag=" + tag).path("data").path(0);
        JsonNode draft = Api.admin()
                .get(Sample.path(slug) + "?version=draft")
                .expect(200)
                .json();
        for (String member : MEMBERS) {
            String query = "fields=" + member;
            assertThat(Api.anonymous()
                            .get(Sample.path(slug) + "?" + query)
                            .expect(200)
                            .json()
                            .get(member))
                    .as(member)
                    .isEqualTo(one.get(member));
            assertThat(list("?" + query + "&tag=" + tag).path("data").path(0).get(member))
                    .as(member)
                    .isEqualTo(one.get(member));
            if (ArticleJson.LISTED.contains(member)) {
                assertThat(listed.get(member)).as(member).isEqualTo(one.get(member));
            }
            if (!Set.of("links", "publishedAt", "updatedAt").contains(member)) {
                assertThat(draft.get(member)).as(member).isEqualTo(one.get(member));
            }
        }
        assertThat(one.path("related")).hasSize(1);
        assertThat(one.path("hero").path("alt").asText()).isEqualTo("Two men");
    }

    @Test
    void renderingARevisionAgainGivesTheSameText() {
        String now = "at=" + clock.now();
        assertThat(text(Sample.path(slug))).isEqualTo(text(Sample.path(slug) + "?" + now));
        assertThat(text(Sample.path(slug))).contains("\"custom\":" + CUSTOM);
        assertThat(text(Sample.path(slug) + "?body.format=text,html,markdown"))
                .isEqualTo(text(Sample.path(slug) + "?body.format=text,html,markdown&" + now));
        assertThat(list("?tag=" + tag).path("data"))
                .isEqualTo(list("?tag=" + tag + "&" + now).path("data"));
    }

    @Test
    void everyListShowsTheSameJson() {
        JsonNode front = list("?tag=" + tag);
        assertThat(front.path("data")).hasSize(2);
        assertThat(list("?count=exact&tag=" + tag).path("data")).isEqualTo(front.path("data"));
        assertThat(list("?wordCount.gt=0&tag.all=" + tag).path("data")).isEqualTo(front.path("data"));
        JsonNode first = list("?limit=1&tag=" + tag);
        assertThat(first.path("data").path(0)).isEqualTo(front.path("data").path(0));
        JsonNode second = list("?limit=1&tag=" + tag + "&after="
                + first.path("page").path("next").asText());
        assertThat(second.path("data").path(0)).isEqualTo(front.path("data").path(1));
        assertThat(list("?tag=" + Sample.name("nobody")).path("data")).isEmpty();
        assertThat(Api.anonymous()
                        .get(Sample.path(slug) + "/related?by=editor")
                        .expect(200)
                        .json()
                        .path("data")
                        .path(0))
                .isEqualTo(front.path("data").path(1));
        assertThat(Api.anonymous()
                        .get(Sample.path(slug) + "/neighbours?tag=" + tag)
                        .expect(200)
                        .json()
                        .path("next"))
                .isEqualTo(front.path("data").path(1));
    }

    @Test
    void mergedTermsAppearOnceAndDeletedOnesNot() {
        String other = Sample.name("other");
        String gone = Sample.name("gone");
        Sample.live(tag + ", " + other + ", " + gone);
        String merged = Sample.live(other + ", " + gone);
        Api.admin()
                .post("/api/tags/" + other + "/merge", "{\"into\": \"" + tag + "\"}")
                .expect(200);
        Api.admin().delete("/api/tags/" + gone + "?force=true").expect(204);
        JsonNode page = list("?limit=2&tag=" + other).path("data");
        assertThat(page.findValuesAsText("name").stream().filter(tag::equals)).hasSize(2);
        assertThat(page.path(0).path("slug").asText()).isEqualTo(merged);
        assertThat(page.path(0).path("tags")).hasSize(1);
        assertThat(page.path(1).path("tags")).hasSize(1);
        assertThat(Api.anonymous().get(Sample.path(merged)).expect(200).json().path("tags"))
                .isEqualTo(page.path(0).path("tags"));
    }

    private String publishWithAllMembers() {
        String other = Sample.live(tag);
        String id = Api.anonymous()
                .get(Sample.path(other))
                .expect(200)
                .article()
                .id()
                .toString();
        String name = Sample.name("dressed");
        Api.admin()
                .post("/api/articles", """
                        {"slug": "%s", "externalId": "%s", "status": "published", "kicker": "A \\"quoted\\" kicker",
                        "title": "Naïve \\\\ 🛢️ <b>\\n", "summary": "Line\\u2028two", "body": "One *two* \\"three\\" \\\\\\\\.",
                        "tags": ["%s", "Ärger \\"und\\" mehr"], "authors": ["Ada O\\u0027Moreno"], "section": "World",
                        "hero": {"type": "image", "url": "https://example.org/a.jpg", "alt": "Two men"},
                        "source": {"name": "Agency", "url": "https://example.org/"}, "copyright": "© us",
                        "canonicalUrl": "https://example.org/b", "location": {"name": "Here", "lat": 48.1, "lon": -0.25},
                        "seo": {"title": "For machines", "noindex": true}, "related": ["%s"], "custom": %s}
                        """.formatted(name, Sample.name("x"), tag, id, CUSTOM))
                .expect(201);
        return name;
    }

    private static String text(String path) {
        return Api.anonymous().get(path).expect(200).text();
    }

    private static JsonNode list(String query) {
        Api reader = query.contains("&at=") ? Api.admin() : Api.anonymous();
        return reader.get("/api/articles" + query).json();
    }
}
