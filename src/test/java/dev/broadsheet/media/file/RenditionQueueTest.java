package dev.broadsheet.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.media.ImageObject;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaSettings;
import dev.broadsheet.media.MediaView;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.SamplePictures;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenditionQueueTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    RenditionQueue queue;

    @Inject
    MediaSettings settings;

    @Inject
    PublishScheduler scheduler;

    @Inject
    TestClock clock;

    @Test
    void heroOfAPublishedArticleIsMadeAhead() {
        String picture = picture();
        Sample.published(hero(picture));
        awaitRenditions(picture);
        assertThat(listed(picture)).hasSizeGreaterThan(20);
    }

    @Test
    void heroOfAScheduledArticleIsMadeWhenItGoesLive() {
        String picture = picture();
        put("\"status\": \"scheduled\", \"publishAt\": \"" + clock.now().plusSeconds(60) + "\"", picture);
        awaitOthers();
        assertThat(made(picture)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        scheduler.runDue();
        awaitRenditions(picture);
    }

    @Test
    void heroOfADraftIsNot() {
        String picture = picture();
        put("\"status\": \"draft\"", picture);
        Api.admin()
                .patch("/api/media/" + picture, "{\"focus\": {\"x\": 0.1, \"y\": 0.1}}")
                .expect(200);
        awaitOthers();
        assertThat(made(picture)).isEmpty();
    }

    @Test
    void articleThatIsTakenDownMeanwhileCostsNothing() {
        String picture = picture();
        queue.add(UUID.fromString(picture));
        awaitOthers();
        assertThat(made(picture)).isEmpty();
    }

    @Test
    void newCropsAndNewBytesAreMadeAhead() {
        String picture = picture();
        Sample.published(hero(picture));
        awaitRenditions(picture);
        Set<String> before = listed(picture);
        Api.admin()
                .patch("/api/media/" + picture, "{\"focus\": {\"x\": 0.1, \"y\": 0.5}}")
                .expect(200);
        assertThat(listed(picture)).isNotEqualTo(before);
        awaitRenditions(picture);
        Api.admin().send("PUT", "/api/media/" + picture, "image/png", png()).expect(200);
        assertThat(listed(picture)).isNotEqualTo(before);
        awaitRenditions(picture);
    }

    private static String picture() {
        return Api.admin()
                .send("POST", "/api/media", "image/png", png())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    /** Unlike those of earlier runs, whose files may be in the store. */
    private static byte[] png() {
        return SamplePictures.png(640, 480, new SecureRandom().nextLong());
    }

    private static void put(String status, String picture) {
        Api.admin()
                .put(
                        Sample.path(Sample.name("harbour")),
                        "{\"title\": \"Harbour opens\", \"body\": \"Ships.\", " + status + ", "
                                + hero(picture).substring(1))
                .expect(201);
    }

    private static String hero(String picture) {
        return "{\"hero\": {\"media\": \"" + picture + "\"}}";
    }

    private void awaitRenditions(String picture) {
        await().atMost(LONG).untilAsserted(() -> assertThat(made(picture)).containsAll(listed(picture)));
    }

    /** What was queued before is done when this returns. */
    private void awaitOthers() {
        String picture = picture();
        Sample.published(hero(picture));
        awaitRenditions(picture);
    }

    /** The names of the files in image objects. */
    private static Set<String> listed(String picture) {
        MediaView media = Api.admin().get("/api/media/" + picture).as(MediaView.class);
        return Objects.requireNonNull(media.renditions()).values().stream()
                .map(ImageObject.RatioRenditions::srcset)
                .flatMap(srcset -> srcset.values().stream())
                .flatMap(srcset -> Stream.of(srcset.split(", ")))
                .map(source -> source.replaceFirst("\\?.*", "").replaceFirst(".*/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the files in the store. */
    private Set<String> made(String picture) {
        String hash = QuarkusTransaction.requiringNew()
                .call(() -> Media.<Media>findById(Ids.parse(picture).orElseThrow()).hash);
        Path folder = settings.folder()
                .resolve("rendition")
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2, 4));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(hash))
                    .map(name -> name.substring(hash.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (NoSuchFileException none) {
            return Set.of();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
