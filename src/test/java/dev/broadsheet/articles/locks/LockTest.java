package dev.broadsheet.articles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.keys.TestKeys;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LockTest {

    @Inject
    TestClock clock;

    @Inject
    TestKeys keys;

    @Test
    void otherEditorsAreRefusedWithTheOwnersName() {
        String path = Sample.path(Sample.draft("Locked"));
        Api desk = keys.create("desk");
        JsonNode lock = take(desk, path + "/lock?ttl=60").expect(200).json();
        assertThat(lock.path("locked").asBoolean()).isTrue();
        assertThat(lock.path("yours").asBoolean()).isTrue();
        for (ApiResponse refused : new ApiResponse[] {
            Api.admin().patch(path, "{\"title\": \"x\"}"),
            Api.admin().put(path, "{\"title\": \"x\"}"),
            Api.admin().delete(path),
            Api.admin().delete(path + "?permanent=true"),
            Api.admin().put(path + "/publication", "{}"),
            Api.admin().delete(path + "/publication"),
            Api.admin().post(path + "/blocks", "{\"type\": \"divider\"}"),
            Api.admin().send("PUT", path + "/tags/oil", null, null),
            Api.admin().post(path + "/revisions", "{\"restore\": 1}"),
            take(Api.admin(), path + "/lock"),
            Api.admin().delete(path + "/lock")
        }) {
            var problem = refused.problem(ProblemCode.LOCKED);
            assertThat(refused.json().path("lockedBy").asText()).isEqualTo("desk");
            assertThat(refused.json().path("lockedUntil").asText())
                    .isEqualTo(lock.path("until").asText());
            assertThat(problem.detail()).contains("desk");
        }
        desk.patch(path, "{\"title\": \"Mine\"}").expect(200);
        desk.delete(path + "/lock").expect(204);
        desk.delete(path + "/lock").expect(204);
        Api.admin().patch(path, "{\"title\": \"Yours\"}").expect(200);
    }

    @Test
    void lockExpires() {
        String path = Sample.path(Sample.draft("For a while"));
        take(keys.create("desk"), path + "/lock?ttl=60").expect(200);
        clock.advance(Duration.ofSeconds(61));
        assertThat(Api.admin().get(path + "/lock").as(ArticleLock.class).locked())
                .isFalse();
        Api.admin().patch(path, "{\"title\": \"x\"}").expect(200);
    }

    @Test
    void takeoverNeedsTheFlagAndIsRecorded() {
        String slug = Sample.draft("Taken over");
        String path = Sample.path(slug);
        take(keys.create("night desk"), path + "/lock").expect(200);
        take(Api.admin(), path + "/lock?takeOver=true").problem(ProblemCode.FORBIDDEN);
        Api chief = keys.create("chief", "lock-takeover");
        take(chief, path + "/lock").problem(ProblemCode.LOCKED);
        take(chief, path + "/lock?takeOver=true").expect(200);
        chief.patch(path, "{\"title\": \"x\"}").expect(200);
        JsonNode entry = Api.admin()
                .get("/api/audit?action=article.lock-taken-over&article=" + slug)
                .expect(200)
                .json()
                .at("/data/0");
        assertThat(entry.path("by").asText()).isEqualTo("chief");
        assertThat(entry.path("detail").asText()).isEqualTo("from night desk");
    }

    @Test
    void lockDoesNotChangeTheArticle() {
        String slug = Sample.draft("As it was");
        String etag = String.valueOf(Sample.workingCopy(slug).header("ETag"));
        take(Api.admin(), Sample.path(slug) + "/lock").expect(200);
        assertThat(Sample.workingCopy(slug).header("ETag")).isEqualTo(etag);
    }

    @Test
    void invalidLockRequestsAreRefused() {
        String path = Sample.path(Sample.draft("Refused"));
        take(Api.admin(), path + "/lock?ttl=0").problem(ProblemCode.INVALID_PARAMETER);
        take(Api.admin(), path + "/lock?ttl=86401").problem(ProblemCode.INVALID_PARAMETER);
        take(Api.anonymous(), path + "/lock").problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().get(path + "/lock").problem(ProblemCode.UNAUTHORIZED);
        take(Api.admin(), "/api/articles/no-such-article/lock").problem(ProblemCode.NOT_FOUND);
    }

    private static ApiResponse take(Api who, String path) {
        return who.send("PUT", path, null, null);
    }
}
