package dev.broadsheet.cache;

import static dev.broadsheet.cache.ReadyCache.HIT;
import static dev.broadsheet.cache.ReadyCache.assertCached;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cached responses that show pictures of the media library. */
@QuarkusTest
class MediaInvalidationTest {

    private static final Pattern SHARED = Pattern.compile("s-maxage=(\\d+), stale-while-revalidate=(\\d+)");

    @Inject
    TestClock clock;

    @Inject
    ReadyCache readyCache;

    @BeforeEach
    void awaitReady() {
        readyCache.await();
    }

    @Test
    void changeOfAPictureDropsTheResponsesThatShowIt() {
        String picture = Sample.picture("caption=Quay");
        String tag = Sample.name("pictured");
        String path = Sample.path(
                Sample.published("{\"tags\": [\"" + tag + "\"], \"hero\": {\"media\": \"" + picture + "\"}}"));
        String list = "/api/articles?tag=" + tag;
        String neighbours = path + "/neighbours?tag=" + tag;
        String untouched =
                Sample.path(Sample.published("{\"hero\": {\"media\": \"" + Sample.picture("caption=Quay") + "\"}}"));
        for (String url : List.of(path, list, untouched, path + "?fields=title")) {
            assertCached(url);
        }
        assertThat(Api.anonymous().get(path).header("Surrogate-Key"))
                .contains(PurgeKeys.ofMedium(UUID.fromString(picture)));
        for (String caption : List.of("Harbour", "Ships")) {
            Api.admin()
                    .patch("/api/media/" + picture, "{\"caption\": \"" + caption + "\"}")
                    .expect(200);
            assertThat(Api.anonymous().get(path).json().at("/hero/caption").asText())
                    .isEqualTo(caption);
            assertThat(Api.anonymous()
                            .get(list)
                            .json()
                            .at("/data/0/hero/caption")
                            .asText())
                    .isEqualTo(caption);
            assertThat(Api.anonymous().get(untouched).header("Cache-Status")).isEqualTo(HIT);
            assertThat(Api.anonymous().get(path + "?fields=title").header("Cache-Status"))
                    .isEqualTo(HIT);
            assertCached(path);
            assertCached(list);
        }
        Api.admin().delete("/api/media/" + picture + "?force=true").expect(204);
        assertThat(Api.anonymous().get(path).json().path("hero").isNull()).isTrue();
        assertCached(path);
        Api.admin().delete("/api/media/" + picture + "/trash").expect(200);
        assertThat(Api.anonymous().get(path).json().at("/hero/caption").asText())
                .isEqualTo("Ships");
        Api.anonymous().get(neighbours).expect(200);
    }

    @Test
    void licenceEndsOnTime() {
        String picture =
                Sample.picture("caption=Quay&licenseEndsAt=" + clock.now().plusSeconds(40));
        String tag = Sample.name("licensed");
        String path = Sample.path(
                Sample.published("{\"tags\": [\"" + tag + "\"], \"hero\": {\"media\": \"" + picture + "\"}}"));
        String list = "/api/articles?tag=" + tag;
        for (String url : List.of(path, list)) {
            assertCached(url);
            Matcher lifetime =
                    SHARED.matcher(String.valueOf(Api.anonymous().get(url).header("Cache-Control")));
            assertThat(lifetime.find()).isTrue();
            assertThat(Long.parseLong(lifetime.group(1)) + Long.parseLong(lifetime.group(2)))
                    .isLessThanOrEqualTo(40);
        }
        clock.advance(Duration.ofSeconds(41));
        assertThat(Api.anonymous().get(path).json().path("hero").isNull()).isTrue();
        assertThat(Api.anonymous().get(list).json().at("/data/0/hero").isNull()).isTrue();
        assertCached(path);
        Api.admin().patch("/api/media/" + picture, "{\"licenseEndsAt\": null}").expect(200);
        assertThat(Api.anonymous().get(path).json().at("/hero/caption").asText())
                .isEqualTo("Quay");
    }
}
