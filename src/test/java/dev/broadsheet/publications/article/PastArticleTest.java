package dev.broadsheet.publications.article;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.publications.PastAccess;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One article at past moments. */
@QuarkusTest
class PastArticleTest {

    private static final String ALL_FORMS = "body.format=blocks,html,markdown,text";

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    @Inject
    PastArticles articles;

    private final String slug = Sample.name("story");

    @Test
    void pastCopyEqualsTheResponseReadThen() {
        String draft = Sample.name("draft");
        Api.admin()
                .put(Sample.path(slug), "{\"title\": \"Not yet\", \"body\": \"x\"}")
                .expect(201);
        Instant before = pause();
        publish(slug, "First", "one, two");
        JsonNode first = live(slug);
        Instant v1 = pause();
        Api.admin()
                .patch(Sample.path(slug), "{\"title\": \"Second\", \"slug\": \"" + draft + "\", \"tags\": [\"three\"]}")
                .expect(200);
        Instant edited = pause();
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        JsonNode second = live(draft);
        Instant v2 = pause();
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        Instant down = pause();
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        JsonNode again = live(draft);
        Instant back = pause();
        Api.admin().delete(Sample.path(slug)).expect(204);
        Instant trashed = pause();

        assertThat(first.path("tags")).hasSize(2);
        assertThat(second.path("tags")).hasSize(1);
        for (String name : new String[] {slug, draft, first.path("id").asText()}) {
            Api.admin().get(at(name, before)).problem(ProblemCode.NOT_FOUND);
            assertThat(past(name, v1)).isEqualTo(first);
            assertThat(past(name, edited)).isEqualTo(first);
            assertThat(past(name, v2)).isEqualTo(second);
            Api.admin().get(at(name, down)).problem(ProblemCode.GONE);
            assertThat(past(name, back)).isEqualTo(again);
            Api.admin().get(at(name, trashed)).problem(ProblemCode.GONE);
        }
    }

    @Test
    void pastCopyEqualsTheLiveCopyInAllFormats() {
        String other = Sample.live("energy");
        String otherId = Sample.id(other);
        String never = Sample.id(Sample.draft("Never"));
        String down = Sample.live("energy");
        String downId = Sample.id(down);
        Api.admin().delete(Sample.path(down) + "/publication").expect(204);
        String externalId = Sample.name("agency");
        Api.admin()
                .put(Sample.path(slug), """
                        {"title": "All of it", "kicker": "no", "summary": "a\\nb", "tags": ["C++", "Energie & Öl"],
                         "authors": ["Ada Moreno", "Mirza Khan"], "section": "World", "externalId": "%s",
                         "source": {"name": "dpa", "url": "https://example.org/x"}, "copyright": "© 2026",
                         "canonicalUrl": "https://example.org/c", "location": {"name": "Basra", "lat": 30.5, "lon": 47},
                         "publishedAt": "2020-02-29", "locale": "fa", "type": "gallery",
                         "seo": {"noindex": true}, "custom": {"b": 1.10, "a": 12345678901234567890, "c": [true, null, "yes"]},
                         "hero": {"url": "https://example.org/h.jpg", "alt": "A pipe", "caption": "Pipes: two"},
                         "related": ["%s", "%s", "%s"], "status": "published",
                         "body": "# Heading\\n\\nText[^1]\\n\\n| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n\\n[^1]: note"}
                        """.formatted(externalId, downId, otherId, never))
                .expect(201);
        JsonNode live = live(slug);
        String markdown = form(slug, "text/markdown", "");
        String html = form(slug, "text/html", "");
        String text = form(slug, "text/plain", "");
        JsonNode blocks =
                Api.anonymous().get(Sample.path(slug) + "/blocks").expect(200).json();
        Instant then = pause();
        Api.admin().put(Sample.path(down) + "/publication", "{}").expect(200);
        Api.admin()
                .patch(Sample.path(other), "{\"title\": \"Other words\", \"status\": \"published\"}")
                .expect(200);
        Api.admin()
                .put(
                        Sample.path(slug),
                        "{\"title\": \"Nothing of it\", \"body\": \"-\", \"externalId\": null, \"status\": \"published\"}")
                .expect(200);
        pause();
        assertThat(live.path("related")).hasSize(1);
        assertThat(past(slug, then)).isEqualTo(live);
        assertThat(past(externalId, then)).isEqualTo(live);
        assertThat(form(slug, "text/markdown", "?at=" + then)).isEqualTo(markdown);
        assertThat(form(slug, "text/html", "?at=" + then)).isEqualTo(html);
        assertThat(form(slug, "text/plain", "?at=" + then)).isEqualTo(text);
        String path = Sample.path(slug) + "/blocks";
        assertThat(Api.anonymous().get(path + "?at=" + then).expect(200).json()).isEqualTo(blocks);
        String key = blocks.path("blocks").path(0).path("key").asText();
        assertThat(Api.anonymous()
                        .get(path + "/" + key + "?at=" + then)
                        .expect(200)
                        .json())
                .isEqualTo(blocks.path("blocks").path(0));
        assertThat(Api.anonymous()
                        .get(Sample.path(slug) + "?fields=title,authors.name&at=" + then)
                        .expect(200)
                        .json()
                        .fieldNames())
                .toIterable()
                .containsExactly("id", "title", "authors", "links");
    }

    @Test
    void deletedTermIsInNoListOfThePast() {
        String tag = Sample.name("filed");
        String piece = Sample.live(tag);
        String list = "/api/articles?tag=" + tag + "&at=" + clock.now();
        clock.advance(Duration.ofSeconds(1));
        assertThat(Api.admin().get(list).expect(200).articles().data()).hasSize(1);
        Api.admin().delete("/api/tags/" + tag + "?force=true").expect(204);
        assertThat(Api.admin().get(list).expect(200).articles().data()).isEmpty();
        Api.anonymous().get(Sample.path(piece)).expect(200);
    }

    @Test
    void expiredArticleIsGoneFromItsExpiryOn() {
        publish(slug, "Soon over", "energy");
        pause();
        Instant expiry = clock.now().plus(Duration.ofMinutes(5));
        expireAt("\"" + expiry + "\"");
        clock.advance(Duration.ofMinutes(6));
        scheduler.runDue();
        pause();
        past(slug, expiry.minusMillis(1));
        Api.admin().get(at(slug, expiry)).problem(ProblemCode.GONE);
        Api.admin().get(at(slug, expiry.plusSeconds(30))).problem(ProblemCode.GONE);
    }

    @Test
    void movedExpiryDoesNotChangeThePast() {
        publish(slug, "Off and on", "energy");
        Instant expiry = clock.now().plus(Duration.ofSeconds(10));
        expireAt("\"" + expiry + "\"");
        expireAt("\"" + expiry.plusSeconds(10) + "\"");
        Instant later = expiry.plusSeconds(5);
        clock.advance(Duration.ofMinutes(1));
        Instant over = clock.now();
        // Publishes it again, whether or not PublishScheduler has taken it down yet.
        Api.admin()
                .put(Sample.path(slug) + "/publication", "{\"expireAt\": null}")
                .expect(200);
        Instant again = pause();
        JsonNode live = live(slug);
        expireAt("\"2020-01-01\"");
        Instant ended = pause();
        past(slug, expiry);
        past(slug, later);
        Api.admin().get(at(slug, over)).problem(ProblemCode.GONE);
        assertThat(past(slug, again)).isEqualTo(live);
        Api.admin().get(at(slug, ended)).problem(ProblemCode.GONE);
    }

    @Test
    void externalIdFindsItsOwnerOfThatTime() {
        String externalId = Sample.name("agency");
        String heir = Sample.name("heir");
        publish(slug, "Had it", "energy", externalId);
        Instant first = pause();
        publish(slug, "Has it no more", "energy");
        publish(heir, "Has it now", "energy", externalId);
        Instant second = pause();
        assertThat(past(externalId, first).path("title").asText()).isEqualTo("Had it");
        assertThat(past(externalId, second).path("title").asText()).isEqualTo("Has it now");
        assertThat(past(heir, second).path("slug").asText()).isEqualTo(heir);
        Api.admin().get(at(heir, first)).problem(ProblemCode.NOT_FOUND);
        Api.admin().get(at(externalId, first.minus(Duration.ofDays(1)))).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void permanentlyDeletedArticleHasNoPast() {
        publish(slug, "Gone", "energy");
        String id = live(slug).path("id").asText();
        Instant then = pause();
        Api.admin().delete(Sample.path(slug) + "?permanent=true").expect(204);
        for (String name : new String[] {slug, id}) {
            Api.admin().get(at(name, then)).problem(ProblemCode.GONE);
            Api.anonymous().get(Sample.path(name)).problem(ProblemCode.GONE);
        }
    }

    @Test
    void pastCopyHasCurrentTermNames() {
        String tag = Sample.name("tag");
        publish(slug, "Named", tag);
        Instant then = pause();
        Api.admin().patch("/api/tags/" + tag, "{\"name\": \"Renamed\"}").expect(200);
        assertThat(past(slug, then).path("tags").findValuesAsText("name")).containsExactly("Renamed");
    }

    @Test
    void invalidOrFutureMomentIsRefused() {
        publish(slug, "x", "energy");
        String ahead = clock.now().plus(Duration.ofDays(1)).toString();
        refused(Sample.path(slug) + "?at=" + ahead, "out-of-range");
        refused(Sample.path(slug) + "?at=noon", "invalid-date");
        refused(Sample.path(slug) + "?at=2020-01-01&version=draft", "conflicting-parameters");
        refused(Sample.path(slug) + "/blocks?at=" + ahead, "out-of-range");
        refused("/api/articles?at=" + ahead, "out-of-range");
        refused("/api/articles?at=noon", "invalid-date");
        refused("/api/articles?at=2020-01-01&status=any", "conflicting-parameters");
        Api.anonymous()
                .accept("text/markdown")
                .get(Sample.path(slug) + "?at=" + ahead)
                .problem(ProblemCode.INVALID_PARAMETER);
        Api.anonymous().get(Sample.path(slug) + "?at=2020-01-01").problem(ProblemCode.NOT_FOUND);
        Api.anonymous()
                .get(Sample.path(Sample.draft("Unseen")) + "?at=" + clock.now())
                .problem(ProblemCode.NOT_FOUND);
    }

    /**
     * An article that isn't live today responds as without {@code at}. With an API key, its past can be read.
     */
    @ParameterizedTest
    @ValueSource(strings = {"taken down", "archived", "trashed", "expired"})
    void pastOfWithdrawnArticleNeedsAKey(String how) {
        String externalId = Sample.name("agency");
        publish(slug, "Withdrawn", "energy", externalId);
        JsonNode live = live(slug);
        String block = live.at("/body/blocks/0/key").asText();
        Instant then = pause();
        assertThat(strangers(slug, then)).isEqualTo(live);
        Instant before = then.minus(Duration.ofDays(1));
        Api.anonymous().get(at(slug, before)).problem(ProblemCode.NOT_FOUND);
        withdraw(how);
        for (String name : new String[] {slug, live.path("id").asText(), externalId}) {
            JsonNode today = gone(Sample.path(name));
            for (Instant moment : new Instant[] {then, before, clock.now()}) {
                assertThat(gone(at(name, moment))).isEqualTo(today);
            }
            for (String type : new String[] {"text/markdown", "text/html", "text/plain"}) {
                Api.anonymous().accept(type).get(at(name, then)).problem(ProblemCode.GONE);
            }
            Api.anonymous().get(Sample.path(name) + "/blocks?at=" + then).problem(ProblemCode.GONE);
            Api.anonymous()
                    .get(Sample.path(name) + "/blocks/" + block + "?at=" + then)
                    .problem(ProblemCode.GONE);
            assertThat(past(name, then)).isEqualTo(live);
        }
        Api.with("unknown-key").get(at(slug, then)).problem(ProblemCode.UNAUTHORIZED);
    }

    private static JsonNode gone(String path) {
        ApiResponse response = Api.anonymous().get(path);
        response.problem(ProblemCode.GONE);
        return ((ObjectNode) response.json()).without("traceId");
    }

    private void withdraw(String how) {
        switch (how) {
            case "taken down" ->
                Api.admin()
                        .delete(Sample.path(slug) + "/publication?reason=Withdrawn%20by%20the%20author")
                        .expect(204);
            case "archived" ->
                Api.admin()
                        .patch(Sample.path(slug), "{\"status\": \"archived\"}")
                        .expect(200);
            case "trashed" -> Api.admin().delete(Sample.path(slug)).expect(204);
            default -> {
                // PublishScheduler may not have taken it down yet.
                expireAt("\"" + clock.now().plusSeconds(1) + "\"");
                clock.advance(Duration.ofSeconds(2));
            }
        }
    }

    @Test
    void reusedExternalIdDoesNotOpenThePast() {
        String externalId = Sample.name("agency");
        publish(slug, "Had it", "energy", externalId);
        Instant then = pause();
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        publish(slug, "Has it no more", "energy");
        Api.admin().delete(Sample.path(slug) + "/publication").expect(204);
        publish(Sample.name("heir"), "Has it now", "energy", externalId);
        Api.anonymous().get(Sample.path(externalId)).expect(200);
        Api.anonymous().get(at(externalId, then)).problem(ProblemCode.GONE);
        assertThat(past(externalId, then).path("title").asText()).isEqualTo("Had it");
    }

    @Test
    void withdrawnRelatedArticleNeedsAKey() {
        String withdrawn = Sample.live("energy");
        String id = Sample.id(withdrawn);
        Api.admin()
                .put(
                        Sample.path(slug),
                        "{\"title\": \"x\", \"body\": \"x\", \"related\": [\"%s\"], \"status\": \"published\"}"
                                .formatted(id))
                .expect(201);
        Instant then = pause();
        assertThat(strangers(slug, then).path("related")).hasSize(1);
        Api.admin().delete(Sample.path(withdrawn) + "/publication").expect(204);
        assertThat(strangers(slug, then).path("related")).isEmpty();
        assertThat(past(slug, then).path("related")).hasSize(1);
    }

    @Test
    void hiddenCorrectionsNeedAKey() {
        OffsetDateTime[] then = new OffsetDateTime[2];
        publish(slug, "As it was", "energy");
        then[0] = pause().atOffset(ZoneOffset.UTC);
        assertThat(needsKey(then[0])).isFalse();
        publish(slug, "As it is", "energy");
        then[1] = pause().atOffset(ZoneOffset.UTC);
        assertThat(needsKey(then[0])).isTrue();
        assertThat(needsKey(then[1])).isFalse();
        for (PastAccess access : new PastAccess[] {PastAccess.ALL, PastAccess.LIVE_TODAY}) {
            assertThat(articles.find(slug, then[0], Projection.BODY, access).needsKey())
                    .isFalse();
        }
    }

    private boolean needsKey(OffsetDateTime then) {
        return articles.find(slug, then, Projection.BODY, PastAccess.UNCHANGED_TODAY)
                .needsKey();
    }

    /** Purge keys, by which a shared cache drops the response when the article is withdrawn. */
    private static String[] purgeKeys(String path) {
        String keys = Api.anonymous().get(path).header("Surrogate-Key");
        return Objects.requireNonNull(keys).split(" ");
    }

    @Test
    void pastCopyHasThePurgeKeyOfItsArticle() {
        publish(slug, "Keyed", "energy");
        Instant then = pause();
        String[] keys = purgeKeys(at(slug, then));
        assertThat(keys).isSubsetOf(purgeKeys(Sample.path(slug)));
        assertThat(keys).anyMatch(key -> key.startsWith("a:"));
    }

    /** Returns the current moment and advances the clock, so that the moment is past. */
    private Instant pause() {
        Instant now = clock.now();
        clock.advance(Duration.ofSeconds(1));
        return now;
    }

    private static void publish(String slug, String title, String tags) {
        publish(slug, title, tags, "");
    }

    private static void publish(String slug, String title, String tags, String externalId) {
        ApiResponse response =
                Api.admin().put(Sample.path(slug), """
                        {"title": "%s", "body": "Some words.", "tags": ["%s"], "externalId": "%s", "status": "published"}
                        """.formatted(title, tags.replace(", ", "\", \""), externalId));
        assertThat(response.status()).as(response.text()).isIn(200, 201);
    }

    private void expireAt(String date) {
        Api.admin().patch(Sample.path(slug), "{\"expireAt\": " + date + "}").expect(200);
    }

    private static JsonNode live(String name) {
        return Api.anonymous()
                .get(Sample.path(name) + "?" + ALL_FORMS)
                .expect(200)
                .json();
    }

    private static JsonNode past(String name, Instant at) {
        return Api.admin().get(at(name, at) + "&" + ALL_FORMS).expect(200).json();
    }

    private static JsonNode strangers(String name, Instant at) {
        return Api.anonymous().get(at(name, at) + "&" + ALL_FORMS).expect(200).json();
    }

    private static String at(String name, Instant at) {
        return Sample.path(name) + "?at=" + at;
    }

    private static String form(String name, String type, String query) {
        return Api.anonymous()
                .accept(type)
                .get(Sample.path(name) + query)
                .expect(200)
                .text();
    }

    private static void refused(String path, String code) {
        assertThat(Api.anonymous()
                        .get(path)
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::code)
                .containsExactly(code);
    }
}
