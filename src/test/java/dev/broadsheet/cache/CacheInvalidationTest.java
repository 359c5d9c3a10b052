package dev.broadsheet.cache;

import static dev.broadsheet.cache.ReadyCache.HIT;
import static dev.broadsheet.cache.ReadyCache.assertCached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invalidation and expiry of cached responses. */
@QuarkusTest
class CacheInvalidationTest {

    @Inject
    TestClock clock;

    @Inject
    ReadyCache readyCache;

    @BeforeEach
    void awaitReady() {
        readyCache.await();
    }

    @Test
    void writeIsVisibleToTheNextRead() {
        String tag = Sample.name("fresh");
        String path = Sample.path(Sample.live(tag));
        String list = "/api/articles?tag=" + tag;
        for (int i = 0; i < 20; i++) {
            assertCached(path);
            assertCached(list);
            String title = "Number " + i;
            Api.admin()
                    .patch(path, "{\"title\": \"%s\", \"status\": \"published\"}".formatted(title))
                    .expect(200);
            assertThat(Api.anonymous().get(path).article().title()).isEqualTo(title);
            assertThat(Api.anonymous().get(list).articles().data().get(0).title())
                    .isEqualTo(title);
        }
        Api.admin().delete(path + "/publication").expect(204);
        Api.anonymous().get(path).expect(410);
        assertThat(Api.anonymous().get(list).articles().data()).isEmpty();
    }

    @Test
    void draftInvalidatesNothing() {
        String path = Sample.path(Sample.live(Sample.name("fresh")));
        assertCached(path);
        Api.admin().patch(path, "{\"title\": \"Not yet\"}").expect(200);
        assertThat(Api.anonymous().get(path).header("Cache-Status")).isEqualTo(HIT);
    }

    @Test
    void dryRunInvalidatesNothing() {
        String path = Sample.path(Sample.live(Sample.name("fresh")));
        assertCached(path);
        Api.admin()
                .patch(path + "?dryRun=true", "{\"title\": \"Only tried\", \"status\": \"published\"}")
                .expect(200);
        assertThat(Api.anonymous().get(path).header("Cache-Status")).isEqualTo(HIT);
    }

    @Test
    void renamedTagIsVisibleToTheNextRead() {
        String tag = Sample.name("named");
        String path = Sample.path(Sample.live(tag));
        String untouched = Sample.path(Sample.live(Sample.name("named")));
        assertCached(path);
        assertCached("/api/tags/" + tag);
        assertCached(untouched);
        Api.admin().patch("/api/tags/" + tag, "{\"name\": \"Another name\"}").expect(200);
        assertThat(Api.anonymous().get(path).article().tags().get(0).name()).isEqualTo("Another name");
        assertThat(Api.anonymous().get("/api/tags/" + tag).term().name()).isEqualTo("Another name");
        assertThat(Api.anonymous().get(untouched).header("Cache-Status")).isEqualTo(HIT);
    }

    @Test
    void mergedTagsAreVisibleToTheNextRead() {
        String one = Sample.name("merged");
        String two = Sample.name("merged");
        Sample.live(one);
        Sample.live(two);
        assertCached("/api/articles?count=exact&tag=" + one);
        assertCached("/api/articles?count=exact&tag=" + two);
        Api.admin()
                .post("/api/tags/" + one + "/merge", "{\"into\": \"%s\"}".formatted(two))
                .expect(200);
        for (String tag : List.of(one, two)) {
            assertThat(Api.anonymous()
                            .get("/api/articles?count=exact&tag=" + tag)
                            .articles()
                            .page()
                            .total())
                    .isEqualTo(2);
        }
    }

    @Test
    void newTagInvalidatesItsEmptyList() {
        String tag = Sample.name("unknown");
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).articles().data())
                .isEmpty();
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).header("Cache-Status"))
                .isEqualTo(HIT);
        Sample.live(tag);
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).articles().data())
                .hasSize(1);
    }

    @Test
    void cachedArticleExpiresOnTime() {
        String tag = Sample.name("ending");
        String path = Sample.path(Sample.live(tag));
        String end = clock.now().plus(Duration.ofHours(1)).toString();
        Api.admin()
                .put(path + "/publication", "{\"expireAt\": \"%s\"}".formatted(end))
                .expect(200);
        assertCached(path);
        assertCached("/api/articles?tag=" + tag);
        assertCached("/api/articles?count=exact&limit=1&offset=1&tag=" + tag);
        clock.advance(Duration.ofHours(1));
        Api.anonymous().get(path).expect(410);
        assertThat(Api.anonymous().get("/api/articles?tag=" + tag).articles().data())
                .isEmpty();
        assertThat(Api.anonymous()
                        .get("/api/articles?count=exact&limit=1&offset=1&tag=" + tag)
                        .articles()
                        .page()
                        .total())
                .isZero();
    }

    @Test
    void lifetimesEndAtTheNextScheduledChange() {
        String path = Sample.path(Sample.live(Sample.name("soon")));
        String draft = Sample.draft("Soon");
        String at = clock.now().plus(Duration.ofMillis(3900)).toString();
        Api.admin()
                .put(Sample.path(draft) + "/publication", "{\"publishAt\": \"%s\"}".formatted(at))
                .expect(200);
        assertThat(Api.anonymous().get(path).header("Cache-Control"))
                .matches("public, max-age=[0-3], s-maxage=[0-3], stale-while-revalidate=0, .*");
        Api.admin().delete(Sample.path(draft) + "/publication").expect(204);
    }

    @Test
    void searchLifetimeEndsAtTheNextScheduledChange() {
        String slug = Sample.live(Sample.name("soon"));
        String draft = Sample.draft("Soon");
        String at = clock.now().plus(Duration.ofMillis(3900)).toString();
        Api.admin()
                .put(Sample.path(draft) + "/publication", "{\"publishAt\": \"%s\"}".formatted(at))
                .expect(200);
        for (String url : List.of("/api/search?q=summit", "/api/suggest?q=summit", "/api/resolve?url=/" + slug)) {
            assertThat(Api.anonymous().get(url).header("Cache-Control"))
                    .as(url)
                    .matches("public, max-age=[0-3], s-maxage=[0-3], stale-while-revalidate=0, .*");
        }
        Api.admin().delete(Sample.path(draft) + "/publication").expect(204);
    }
}
