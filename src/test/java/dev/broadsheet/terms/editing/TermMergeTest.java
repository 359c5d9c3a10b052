package dev.broadsheet.terms.editing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TableChecksums;
import dev.broadsheet.testkit.TableLock;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TermMergeTest {

    @Inject
    DSLContext sql;

    @Inject
    TableChecksums tables;

    @Inject
    TestClock clock;

    @ParameterizedTest
    @ValueSource(strings = {"tags", "authors"})
    void articlesCarryTheOtherOnce(String kind) {
        String old = made(
                kind,
                "{\"name\": \"" + Sample.name("The old") + "\", \"aliases\": [\"" + Sample.name("older") + "\"]}");
        String into = made(kind, "{}");
        String third = made(kind, "{}");
        String only = article("{\"%s\": [\"%s\", \"%s\"]}".formatted(kind, third, old));
        String both = article("{\"%s\": [\"%s\", \"%s\", \"%s\"]}".formatted(kind, old, third, into));
        String etag = Sample.workingCopy(only).header("ETag");
        JsonNode before = Api.admin().get("/api/" + kind + "/" + old).json();

        JsonNode merged = merge(kind, old, into).expect(200).json();
        assertThat(merged.path("slug").asText()).isEqualTo(into);
        assertThat(merged.path("articles").asInt()).isEqualTo(2);
        assertThat(merged.path("workingCopies").asInt()).isEqualTo(2);
        assertThat(merged.at("/aliases/0").asText())
                .isEqualTo(before.at("/aliases/0").asText());
        assertThat(merged.path("aliases")).hasSize(1);
        assertThat(merged.path("formerNames").toString())
                .contains(old, before.path("name").asText());
        assertThat(merged.path("formerNames")).hasSize(2);
        String filter = kind.substring(0, kind.length() - 1);
        for (String name : List.of(into, old, before.path("id").asText())) {
            JsonNode list = Api.anonymous()
                    .get("/api/articles?count=exact&facet=" + filter + "&" + filter + "=" + name)
                    .expect(200)
                    .json();
            assertThat(list.at("/page/total").asInt()).isEqualTo(2);
            assertThat(list.at("/facets/" + filter).findValuesAsText("value"))
                    .contains(into)
                    .doesNotContain(old);
            assertThat(list.path("data").findValuesAsText("slug")).doesNotContain(old);
        }
        assertThat(slugs(Api.anonymous().get(Sample.path(only)).json(), kind)).containsExactly(third, into);
        assertThat(slugs(Api.anonymous().get(Sample.path(both)).json(), kind)).containsExactly(into, third);
        assertThat(slugs(Sample.workingCopy(both).json(), kind)).containsExactly(into, third);
        JsonNode drafts = Api.admin()
                .get("/api/articles?status=any&" + filter + "=" + into)
                .expect(200)
                .json();
        assertThat(drafts.path("data")).hasSize(2);
        drafts.path("data")
                .forEach(copy ->
                        assertThat(slugs(copy, kind)).containsOnlyOnce(into).hasSize(2));

        assertThat(Sample.workingCopy(only).header("ETag")).isEqualTo(etag);
        ApiResponse same = Api.admin()
                .put(Sample.path(only), Sample.workingCopy(only).text())
                .expect(200);
        assertThat(same.header("ETag")).as("what was read can be sent back").isEqualTo(etag);
        for (String name :
                List.of(old, before.path("id").asText(), before.at("/aliases/0").asText())) {
            ApiResponse moved = Api.admin().get("/api/" + kind + "/" + name).expect(308);
            assertThat(moved.header("Location")).endsWith("/api/" + kind + "/" + into);
        }
        String later = article("{\"%s\": [\"%s\", {\"id\": \"%s\"}]}"
                .formatted(kind, old, before.path("id").asText()));
        assertThat(slugs(Sample.workingCopy(later).json(), kind)).containsExactly(into);
    }

    @Test
    void sectionsAreMergedToo() {
        String old = made("sections", "{}");
        String into = made("sections", "{}");
        String article = article("{\"section\": \"" + old + "\"}");
        merge("sections", old, into).expect(200);
        assertThat(Api.anonymous()
                        .get(Sample.path(article))
                        .json()
                        .at("/section/slug")
                        .asText())
                .isEqualTo(into);
        assertThat(Api.anonymous().get("/api/articles?section=" + into).json().path("data"))
                .hasSize(1);
    }

    @Test
    void revisionsGoOnToMeanTheSame() {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String article = article("{\"tags\": [\"" + old + "\"]}");
        Api.admin()
                .patch(Sample.path(article), "{\"tags\": [\"" + into + "\"], \"title\": \"Second\"}")
                .expect(200);
        Api.admin().patch(Sample.path(article), "{\"tags\": []}").expect(200);
        merge("tags", old, into).expect(200);
        assertThat(slugs(
                        Api.admin()
                                .get(Sample.path(article) + "/revisions/1")
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
        JsonNode diff = Api.admin()
                .get(Sample.path(article) + "/diff?from=1&to=2")
                .expect(200)
                .json();
        assertThat(diff.toString()).contains("Second").doesNotContain("\"tags\"");
        JsonNode restored = Api.admin()
                .post(Sample.path(article) + "/revisions", "{\"restore\": 1}")
                .expect(200)
                .json();
        assertThat(slugs(restored, "tags")).containsExactly(into);
        assertThat(Api.admin()
                        .get("/api/articles?status=any&tag=" + into)
                        .json()
                        .path("data"))
                .hasSize(1);
        Api.admin()
                .put(Sample.path(article) + "/publication", "{\"revision\": 1}")
                .expect(200);
        assertThat(slugs(Api.anonymous().get(Sample.path(article)).json(), "tags"))
                .containsExactly(into);
        assertThat(Api.anonymous().get("/api/articles?tag=" + into).json().path("data"))
                .hasSize(1);
    }

    @Test
    void aWorkingCopyIsEditedUnderTheOther() {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String third = made("tags", "{}");
        String article = article("{\"tags\": [\"" + old + "\"]}");
        merge("tags", old, into).expect(200);
        assertThat(slugs(
                        Api.admin()
                                .send("PUT", Sample.path(article) + "/tags/" + into, null, null)
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
        assertThat(slugs(
                        Api.admin()
                                .send("PUT", Sample.path(article) + "/tags/" + third, null, null)
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into, third);
        Api.admin().delete(Sample.path(article) + "/tags/" + old).expect(200);
        assertThat(slugs(Sample.workingCopy(article).json(), "tags")).containsExactly(third);
        assertThat(Api.admin()
                        .get("/api/articles?status=any&tag=" + into)
                        .json()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void thePastIsFoundUnderTheOther() {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String article = article("{\"tags\": [\"" + old + "\"]}");
        Instant then = clock.now();
        clock.advance(Duration.ofMinutes(1));
        Api.admin().delete(Sample.path(article) + "/publication").expect(204);
        merge("tags", old, into).expect(200);
        for (String name : List.of(old, into)) {
            JsonNode list = Api.admin()
                    .get("/api/articles?at=" + then + "&tag=" + name)
                    .expect(200)
                    .json();
            assertThat(list.path("data")).hasSize(1);
            assertThat(slugs(list.at("/data/0"), "tags")).containsExactly(into);
        }
        assertThat(slugs(
                        Api.admin()
                                .get(Sample.path(article) + "?at=" + then)
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
    }

    @Test
    void aMergedOneMayBeMergedOn() {
        String a = made("tags", "{}");
        String b = made("tags", "{}");
        String c = made("tags", "{}");
        String article = article("{\"tags\": [\"" + a + "\", \"" + b + "\"]}");
        merge("tags", a, b).expect(200);
        merge("tags", b, c).expect(200);
        assertThat(slugs(Sample.workingCopy(article).json(), "tags")).containsExactly(c);
        assertThat(Api.admin().get("/api/tags/" + a).expect(308).header("Location"))
                .endsWith(c);
        Api.admin().delete("/api/tags/" + c + "?force=true").expect(204);
        assertThat(Sample.workingCopy(article).json().path("tags")).isEmpty();
        assertThat(Api.anonymous().get(Sample.path(article)).json().path("tags"))
                .isEmpty();
    }

    @Test
    void twiceIsOnceAndTheNameMayBeGivenWithIt() {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String name = Sample.name("Both of them");
        ApiResponse first = Api.admin()
                .post("/api/tags/" + old + "/merge", "{\"into\": \"%s\", \"name\": \"%s\"}".formatted(into, name))
                .expect(200);
        assertThat(first.json().path("name").asText()).isEqualTo(name);
        ApiResponse second = merge("tags", old, into).expect(200);
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(sql.fetchCount(sql.selectOne().from("change").where("kind = 'term.merged' and slug = ?", into)))
                .isEqualTo(1);
    }

    /** A client that writes aliases doesn't know about merges. */
    @Test
    void noEditOfAliasesUndoesIt() {
        String old = made("tags", "{\"name\": \"" + Sample.name("Old name") + "\"}");
        String name = Api.admin().get("/api/tags/" + old).json().path("name").asText();
        String into = made("tags", "{}");
        String article = article("{\"tags\": [\"" + old + "\"]}");
        merge("tags", old, into).expect(200);
        Api.admin()
                .patch("/api/tags/" + into, "{\"aliases\": [\"" + into + "-b\"]}")
                .expect(200);
        Api.admin().put("/api/tags/" + into, "{\"aliases\": null}").expect(200);
        for (String former : List.of(old, name.replace(" ", "%20"))) {
            Api.admin().get("/api/tags/" + former).expect(308);
            assertThat(Api.anonymous()
                            .get("/api/articles?tag=" + former)
                            .json()
                            .at("/data/0/slug")
                            .asText())
                    .isEqualTo(article);
        }
        Api.admin().post("/api/tags", "{\"name\": \"" + name + "\"}").problem(ProblemCode.DUPLICATE);
        assertThat(slugs(
                        Api.admin()
                                .patch(Sample.path(article), "{\"tags\": [\"" + name + "\"]}")
                                .expect(200)
                                .json(),
                        "tags"))
                .containsExactly(into);
    }

    /** The name may also be an alias of its own tag; it stays as a former name. */
    @Test
    void aNameThatWasAnAliasTooStays() {
        String name = Sample.name("Twofold name");
        String old = made("tags", "{\"name\": \"" + name + "\", \"aliases\": [\"" + name + "\"]}");
        String into = made("tags", "{}");
        merge("tags", old, into).expect(200);
        JsonNode left = Api.admin()
                .patch("/api/tags/" + into, "{\"aliases\": []}")
                .expect(200)
                .json();
        assertThat(left.path("aliases")).isEmpty();
        assertThat(left.path("formerNames").toString()).contains(old, name);
        Api.admin().get("/api/tags/" + name.replace(" ", "%20")).expect(308);
    }

    @Test
    void refusals() {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String path = "/api/tags/" + old + "/merge";
        Api.anonymous().post(path, "{\"into\": \"" + into + "\"}").problem(ProblemCode.UNAUTHORIZED);
        Api.admin()
                .post("/api/tags/nobody-knows/merge", "{\"into\": \"" + into + "\"}")
                .problem(ProblemCode.NOT_FOUND);
        for (String body : List.of(
                "{}",
                "{\"into\": \"nobody-knows\"}",
                "{\"into\": \"" + old + "\"}",
                "{\"into\": 3}",
                "{\"into\": \"" + into + "\", \"x\": 1}")) {
            assertThat(Api.admin().post(path, body).problem(ProblemCode.INVALID).errors())
                    .as(body)
                    .hasSize(1);
        }
        Api.admin()
                .header("If-Match", "\"v7\"")
                .post(path, "{\"into\": \"" + into + "\"}")
                .problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin()
                .post("/api/authors/" + old + "/merge", "{\"into\": \"" + into + "\"}")
                .problem(ProblemCode.NOT_FOUND);
        var before = tables.checksums();
        assertThat(Api.admin()
                        .post(path + "?dryRun=true", "{\"into\": \"" + into + "\"}")
                        .expect(200)
                        .json()
                        .at("/dryRun/events/0/type")
                        .asText())
                .isEqualTo("term.merged");
        assertThat(tables.checksums()).isEqualTo(before);
        Api.admin()
                .header("If-Match", "\"v1\"")
                .header("Idempotency-Key", old)
                .post(path, "{\"into\": \"" + into + "\"}")
                .expect(200);
        assertThat(Api.admin()
                        .header("If-Match", "\"v1\"")
                        .header("Idempotency-Key", old)
                        .post(path, "{\"into\": \"" + into + "\"}")
                        .expect(200)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void theFamilyGoesAlong() {
        String top = made("tags", "{}");
        String old = made("tags", "{\"parent\": \"" + top + "\"}");
        String between = made("tags", "{\"parent\": \"" + old + "\"}");
        String into = made("tags", "{\"parent\": \"" + between + "\"}");
        merge("tags", old, into).expect(200);
        assertThat(parent(between)).isEqualTo(into);
        assertThat(parent(into)).isEqualTo(top);
    }

    /** Retries a write that got 503 because it waited for the merge longer than the lock timeout. */
    private static ApiResponse insist(Supplier<ApiResponse> write) {
        ApiResponse answer = write.get();
        while (answer.status() == 503) {
            answer = write.get();
        }
        return answer;
    }

    /**
     * Sixteen clients write articles with a tag while it is merged; in the end every article has the other tag,
     * everywhere.
     */
    @Test
    void nothingIsLostByWhoWritesMeanwhile() throws Exception {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        int each = 12;
        AtomicBoolean merged = new AtomicBoolean();
        List<Thread> writers = IntStream.range(0, 16)
                .mapToObj(writer -> new Thread(() -> IntStream.range(0, each).forEach(i -> {
                    String slug = Sample.name("during");
                    String tags = i % 2 == 0 ? old : old + "\", \"" + into;
                    String article =
                            "{\"title\": \"t\", \"body\": \"b\", \"status\": \"published\", \"tags\": [\"%s\"]}"
                                    .formatted(tags);
                    insist(() -> Api.admin().put(Sample.path(slug), article)).expect(201);
                    if (i % 3 == 0) {
                        String date = "{\"publishedAt\": \"2020-01-0" + (1 + i % 9) + "\", \"status\": \"published\"}";
                        insist(() -> Api.admin().patch(Sample.path(slug), date)).expect(200);
                    }
                })))
                .toList();
        AtomicBoolean failed = new AtomicBoolean();
        writers.forEach(writer -> writer.setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            failed.set(true);
        }));
        Thread merger = new Thread(() -> {
            int status = merge("tags", old, into).status();
            merged.set(status == 200);
        });
        writers.forEach(Thread::start);
        merger.start();
        merger.join();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(merged).isTrue();
        assertThat(failed).isFalse();
        int all = 16 * each;
        for (String list : List.of(
                "/api/articles?count=exact&limit=1&tag=" + into,
                "/api/articles?status=any&count=exact&limit=1&tag=" + into)) {
            assertThat(Api.admin()
                            .get(list)
                            .expect(200)
                            .json()
                            .at("/page/total")
                            .asInt())
                    .isEqualTo(all);
        }
        JsonNode counted = Api.admin().get("/api/tags/" + into).json();
        assertThat(counted.path("articles").asInt()).isEqualTo(all);
        assertThat(counted.path("workingCopies").asInt()).isEqualTo(all);
        Api.admin().get("/api/tags/" + old).expect(308);
        for (JsonNode article : Api.anonymous()
                .get("/api/articles?limit=100&tag=" + into)
                .json()
                .path("data")) {
            assertThat(slugs(article, "tags")).containsExactly(into);
        }
    }

    /** One of the two terms is left, and both names lead to it. */
    @Test
    void mergesThatCrossLeaveOne() {
        for (int round = 0; round < 8; round++) {
            String a = made("tags", "{}");
            String b = made("tags", "{}");
            String article = article("{\"tags\": [\"" + a + "\", \"" + b + "\"]}");
            List<Integer> answers = IntStream.range(0, 2)
                    .parallel()
                    .mapToObj(i -> (i == 0 ? merge("tags", a, b) : merge("tags", b, a)).status())
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 422);
            String left = answers.get(0) == 200 ? b : a;
            assertThat(slugs(Sample.workingCopy(article).json(), "tags")).containsExactly(left);
            Api.admin().get("/api/tags/" + left).expect(200);
            Api.admin().get("/api/tags/" + (left.equals(a) ? b : a)).expect(308);
        }
    }

    /** The publishing transaction has read the terms and not committed yet when the merge starts. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsPublishedMeanwhileIsFiledUnderTheOtherInThePastAsWell(boolean correction) {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String article = article("{\"tags\": [\"" + old + "\"]}");
        if (!correction) {
            Api.admin().patch(Sample.path(article), "{\"kicker\": \"Next\"}").expect(200);
        }
        CompletableFuture<Integer> published;
        CompletableFuture<Integer> merged;
        try (TableLock tableLock = TableLock.on("change")) {
            published = CompletableFuture.supplyAsync(() -> (correction
                            ? Api.admin().patch(Sample.path(article), "{\"title\": \"u\", \"status\": \"published\"}")
                            : Api.admin().put(Sample.path(article) + "/publication", "{}"))
                    .status());
            tableLock.awaitWaiting(1);
            merged =
                    CompletableFuture.supplyAsync(() -> merge("tags", old, into).status());
            tableLock.awaitQueue();
        }
        assertThat(published.join()).isEqualTo(200);
        assertThat(merged.join()).isEqualTo(200);
        Instant at = clock.now();
        clock.advance(Duration.ofSeconds(1));
        for (String list : List.of("?tag=" + into, "?tag=" + into + "&at=" + at, "?tag=" + old + "&at=" + at)) {
            assertThat(Api.admin()
                            .get("/api/articles" + list)
                            .expect(200)
                            .json()
                            .at("/data/0/slug")
                            .asText())
                    .as(list)
                    .isEqualTo(article);
        }
        assertThat(sql.fetchCount(DSL.table(
                        "publication_period_term p where not exists (select from term t where t.id = p.term_id)")))
                .isZero();
    }

    /** The other order: the merge has rewritten the rows that file the article and not committed yet. */
    @Test
    void aCorrectionThatComesSecondIsListedUnderTheOther() {
        String old = made("tags", "{}");
        String into = made("tags", "{}");
        String article = article("{\"tags\": [\"" + old + "\"]}");
        String list = "/api/articles?sort=title&fields=title&tag=" + into;
        Api.anonymous().get(list).expect(200);
        CompletableFuture<Integer> merged;
        CompletableFuture<Integer> corrected;
        try (TableLock tableLock = TableLock.on("change")) {
            merged =
                    CompletableFuture.supplyAsync(() -> merge("tags", old, into).status());
            tableLock.awaitWaiting(1);
            corrected = CompletableFuture.supplyAsync(() -> Api.admin()
                    .patch(Sample.path(article), "{\"title\": \"u\", \"status\": \"published\"}")
                    .status());
            tableLock.awaitQueue();
        }
        assertThat(merged.join()).isEqualTo(200);
        assertThat(corrected.join()).isEqualTo(200);
        assertThat(Api.anonymous()
                        .get(list)
                        .expect(200)
                        .json()
                        .at("/data/0/title")
                        .asText())
                .isEqualTo("u");
    }

    private static ApiResponse merge(String kind, String name, String into) {
        return Api.admin().post("/api/" + kind + "/" + name + "/merge", "{\"into\": \"" + into + "\"}");
    }

    private static String parent(String tag) {
        return Api.admin()
                .get("/api/tags/" + tag)
                .expect(200)
                .json()
                .at("/parent/slug")
                .asText();
    }

    private static String made(String kind, String body) {
        String slug = Sample.name("merged");
        Api.admin().put("/api/" + kind + "/" + slug, body).expect(201);
        return slug;
    }

    private static String article(String members) {
        String slug = Sample.name("carrier");
        Api.admin()
                .put(
                        Sample.path(slug),
                        "{\"title\": \"t\", \"body\": \"b\", \"status\": \"published\", " + members.substring(1))
                .expect(201);
        return slug;
    }

    private static List<String> slugs(JsonNode article, String kind) {
        return article.path(kind).findValuesAsText("slug");
    }
}
