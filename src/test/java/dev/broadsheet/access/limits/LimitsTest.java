package dev.broadsheet.access.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.access.KeyHash;
import dev.broadsheet.access.Token;
import dev.broadsheet.access.keys.AccessKey;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.TestClock;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits by address, by key, and on wrong keys. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LimitsTest {

    @Inject
    TestLimits limits;

    @Inject
    TestClock clock;

    @Inject
    KeyHash hash;

    @AfterEach
    void reset() {
        limits.reset();
    }

    @Test
    void wrongKeysAreLimitedWhateverTheHeaders() {
        limits.setWrongKeys("20/1h");
        String responses = RawHttp.send(
                IntStream.range(0, 1000).mapToObj(LimitsTest::guess).collect(Collectors.joining()));
        assertThat(StringUtils.countMatches(responses, "HTTP/1.1 401 ")).isEqualTo(20);
        assertThat(StringUtils.countMatches(responses, "HTTP/1.1 429 ")).isEqualTo(980);
    }

    /** A request with a wrong key, whose other headers and spelling differ from number to number. */
    private static String guess(int number) {
        String token = number % 2 == 0 ? Token.random() : "guess-" + number;
        return String.join(
                "\r\n",
                number % 3 == 0 ? "GET /api/me HTTP/1.1" : "DELETE /api/tags/x%d HTTP/1.1".formatted(number),
                "Host: x" + number,
                new String[] {"Authorization: Bearer ", "AUTHORIZATION: BEARER ", "authorization: bEaReR  "}[number % 3]
                        + token,
                "User-Agent: agent " + number,
                "X-Forwarded-For: 203.0.113." + number % 256,
                "Forwarded: for=203.0.113." + number % 256,
                "X-Real-IP: 203.0.113." + number % 256,
                number == 999 ? "Connection: close" : "Connection: keep-alive",
                "",
                "");
    }

    @Test
    void refusalSaysWhenToGoOn() {
        limits.setWrongKeys("2/1m");
        Api guesser = Api.with("guess");
        guesser.get("/api/me").problem(ProblemCode.UNAUTHORIZED);
        guesser.get("/api/me").problem(ProblemCode.UNAUTHORIZED);
        ApiResponse refusal = guesser.get("/api/me");
        refusal.problem(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(refusal.header("RateLimit-Policy")).isEqualTo("\"wrong-keys\";q=2;w=60");
        assertThat(refusal.header("RateLimit")).matches("\"wrong-keys\";r=0;t=(59|60)");
        int seconds = Integer.parseInt(refusal.header("Retry-After"));
        assertThat(seconds).isBetween(1, 30);
        clock.advance(Duration.ofSeconds(seconds));
        guesser.get("/api/me").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void validKeysPassBeyondWrongOnes() {
        String chosen = "chosen-by-a-person-and-used";
        String unused = "chosen-by-a-person-and-new";
        create(chosen);
        create(unused);
        Api.with(chosen).get("/api/me").expect(200);
        limits.setWrongKeys("3/1h");
        for (int i = 0; i < 4; i++) {
            Api.with("guess-" + i).get("/api/me");
        }
        Api.with(create(Token.random())).get("/api/me").expect(200);
        Api.with(chosen).get("/api/me").expect(200);
        // Otherwise a guesser would learn that the guess was right.
        Api.with(unused).get("/api/me").problem(ProblemCode.TOO_MANY_REQUESTS);
        limits.setWrongKeys("off");
        Api.with(unused).get("/api/me").expect(200);
    }

    @Test
    void keyHasARate() {
        limits.setKey("3/1m");
        Api robot = Api.with(create(Token.random()));
        ApiResponse first = robot.get("/api/me").expect(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=60");
        assertThat(first.header("RateLimit")).isEqualTo("\"default\";r=2;t=20");
        robot.post("/api/tags", "{").problem(ProblemCode.MALFORMED);
        assertThat(robot.get("/api/drafts").expect(200).header("RateLimit")).startsWith("\"default\";r=0;t=");
        ApiResponse refusal = robot.get("/api/me");
        assertThat(refusal.problem(ProblemCode.TOO_MANY_REQUESTS).detail())
                .startsWith("This key has sent too many requests. Try again in ");
        assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(1, 20);
        Api.with(create(Token.random())).get("/api/me").expect(200);
        clock.advance(Duration.ofSeconds(20));
        robot.get("/api/me").expect(200);
    }

    @Test
    void addressHasARateThatLiveReadsAndValidKeysPass() {
        limits.setAddress("2/1h");
        Api nobody = Api.anonymous();
        nobody.post("/api/tags", "{}").problem(ProblemCode.UNAUTHORIZED);
        nobody.post("/api/tags", "{}").problem(ProblemCode.UNAUTHORIZED);
        ApiResponse refusal = nobody.post("/api/tags", "{}");
        refusal.problem(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(refusal.header("RateLimit-Policy")).isEqualTo("\"address\";q=2;w=3600");
        Api.with("wrong").get("/api/me").problem(ProblemCode.TOO_MANY_REQUESTS);
        Api.admin().get("/api/me").expect(200);
        nobody.post("/api/articles/query", "{}").expect(200);
        ApiResponse read = nobody.get("/api/articles?limit=37").expect(200);
        assertThat(read.header("RateLimit")).isNull();
    }

    @Test
    void liveReadsAreLimitedIfAskedForExceptFromTheCache() {
        Api reader = Api.anonymous();
        reader.get("/api/tags?limit=41").expect(200);
        limits.setAddress("2/2h");
        limits.limitLiveReads();
        for (int i = 0; i < 5; i++) {
            reader.get("/api/tags?limit=41").expect(200);
        }
        reader.get("/api/tags?limit=42").expect(200);
        reader.post("/api/articles/query", "{}").expect(200);
        reader.get("/api/tags?limit=43").problem(ProblemCode.TOO_MANY_REQUESTS);
        reader.get("/api/tags?limit=41").expect(200);
        Api.admin().get("/api/tags?limit=43").expect(200);
        Api.anonymous().get("/q/health/live").expect(200);
    }

    @Test
    void refusalsAreCounted() {
        limits.setWrongKeys("1/3h");
        Api.with("guess").get("/api/me");
        double before = refusals();
        Api.with("guess").get("/api/me").problem(ProblemCode.TOO_MANY_REQUESTS);
        assertThat(refusals()).isEqualTo(before + 1);
    }

    private static double refusals() {
        return Api.anonymous()
                .get("/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("broadsheet_limits_refused_total{policy=\"wrong-keys\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private String create(String token) {
        QuarkusTransaction.requiringNew()
                .run(() -> new AccessKey(
                                "limited", AccessKey.Origin.MADE, hash.of(token), Set.of(), Instant.EPOCH, null)
                        .persist());
        return token;
    }
}
