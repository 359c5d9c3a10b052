package dev.broadsheet.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.revisions.RevisionView;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

    @Inject
    TestClock clock;

    @Inject
    IdempotencyStore idempotencyStore;

    @Inject
    AgroalDataSource database;

    @Test
    void repeatGetsTheFirstResponse() {
        Api named = named(Sample.name("once"));
        String title = Sample.name("Only once");
        ApiResponse first = named.post("/api/articles", article(title)).expect(201);
        ApiResponse again = named.post("/api/articles", article(title)).expect(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        String slug = first.article().slug();
        assertThat(Api.admin()
                        .get(Sample.path(slug) + "/revisions?count=exact")
                        .page(RevisionView.class)
                        .page()
                        .total())
                .isEqualTo(1);
    }

    @Test
    void quotedAndUnquotedKeysAreEqual() {
        String name = Sample.name("quoted");
        String slug = Sample.draft("Quoted");
        Api.admin()
                .header("Idempotency-Key", "\"" + name + "\"")
                .patch(Sample.path(slug), "{\"title\": \"x\"}")
                .expect(200);
        assertThat(named(name)
                        .patch(Sample.path(slug), "{\"title\": \"x\"}")
                        .expect(200)
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void otherRequestWithTheKeyIsRefused() {
        String name = Sample.name("reused");
        String slug = Sample.draft("Reused");
        named(name).patch(Sample.path(slug), "{\"title\": \"a\"}").expect(200);
        named(name).patch(Sample.path(slug), "{\"title\": \"b\"}").problem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        named(name).delete(Sample.path(slug)).problem(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(Sample.workingCopy(slug).article().title()).isEqualTo("a");
    }

    @Test
    void replayComesBeforeThePrecondition() {
        String slug = Sample.draft("Guarded");
        Api named = named(Sample.name("guarded")).header("If-Match", "\"r1.0\"");
        named.patch(Sample.path(slug), "{\"title\": \"changed\"}").expect(200);
        named.patch(Sample.path(slug), "{\"title\": \"changed\"}").expect(200);
        Api.admin()
                .header("If-Match", "\"r1.0\"")
                .patch(Sample.path(slug), "{\"title\": \"changed\"}")
                .problem(ProblemCode.PRECONDITION_FAILED);
    }

    @Test
    void failedRequestCanBeRepeatedWithItsKey() {
        Api named = named(Sample.name("mended"));
        named.post("/api/articles", "{\"titel\": \"x\"}").problem(ProblemCode.INVALID);
        named.post("/api/articles", article("Mended")).expect(201);
    }

    @Test
    void runningRequestGivesAConflict() throws SQLException {
        String name = Sample.name("running");
        String key = Api.admin().get("/api/me").json().path("id").asText();
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock =
                    other.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 11))")) {
                lock.setString(1, key + "/-1/" + name);
                lock.execute();
            }
            ApiResponse refused = named(name).post("/api/articles", article("Running"));
            refused.problem(ProblemCode.IDEMPOTENCY_IN_FLIGHT);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            other.rollback();
        }
        named(name).post("/api/articles", article("Running")).expect(201);
    }

    @Test
    void concurrentRepeatsRunOnce() throws Exception {
        String name = Sample.name("crowd");
        String title = Sample.name("Crowd");
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> all = Stream.<Callable<Integer>>generate(() -> () ->
                            named(name).post("/api/articles", article(title)).status())
                    .limit(24)
                    .toList();
            for (var status : crowd.invokeAll(all)) {
                assertThat(status.get()).isIn(201, 409);
            }
        } finally {
            crowd.shutdown();
        }
        named(name).post("/api/articles", article(title)).expect(201);
        assertThat(Api.admin()
                        .get("/api/articles?status=draft&tag=" + title.toLowerCase(java.util.Locale.ROOT)
                                + "&count=exact")
                        .articles()
                        .page()
                        .total())
                .isEqualTo(1);
    }

    @Test
    void deletesAndTermsTakeAKey() {
        String slug = Sample.draft("Thrown away");
        Api named = named(Sample.name("thrown"));
        named.delete(Sample.path(slug)).expect(204);
        Api.admin().delete(Sample.path(slug) + "/trash").expect(200);
        assertThat(named.delete(Sample.path(slug)).expect(204).header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(Sample.workingCopy(slug).article().status()).isEqualTo("draft");
        Api tagger = named(Sample.name("tag"));
        String tag = "{\"name\": \"" + Sample.name("Tag of one request") + "\"}";
        tagger.post("/api/tags", tag).expect(201);
        tagger.post("/api/tags", tag).expect(201);
    }

    @Test
    void keyExpiresAfterADay() {
        String name = Sample.name("yesterday");
        String slug = Sample.draft("Yesterday");
        named(name).patch(Sample.path(slug), "{\"title\": \"a\"}").expect(200);
        clock.advance(Duration.ofHours(25));
        named(name).patch(Sample.path(slug), "{\"title\": \"b\"}").expect(200);
        clock.advance(Duration.ofHours(25));
        idempotencyStore.deleteExpired();
        named(name).patch(Sample.path(slug), "{\"title\": \"c\"}").expect(200);
    }

    @Test
    void invalidKeyIsRefused() {
        named("two words").post("/api/articles", article("x")).problem(ProblemCode.INVALID_PARAMETER);
        named("n".repeat(256)).post("/api/articles", article("x")).problem(ProblemCode.INVALID_PARAMETER);
    }

    private static Api named(String name) {
        return Api.admin().header("Idempotency-Key", name);
    }

    private static String article(String title) {
        return "{\"title\": \"%s\", \"body\": \"Text.\", \"tags\": [\"%s\"]}".formatted(title, title);
    }
}
