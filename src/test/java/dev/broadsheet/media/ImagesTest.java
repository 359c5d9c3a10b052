package dev.broadsheet.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.testkit.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImagesTest {

    @Inject
    Images images;

    @Inject
    Clock clock;

    @Inject
    DSLContext sql;

    @Test
    void pictureIsReadyToShow() {
        UUID id = upload("/api/media?alt=Quay&credit=Ada&focus=0.5,0.25", SamplePicture.png(1000, 600));
        ImageObject image = requireNonNull(images.find(List.of(id)).get(id));
        assertThat(image.width()).isEqualTo(1000);
        assertThat(image.height()).isEqualTo(600);
        assertThat(image.alt()).isEqualTo("Quay");
        assertThat(image.credit()).isEqualTo("Ada");
        assertThat(image.focus()).isEqualTo(new MediaMetadata.Focus(0.5, 0.25));
        assertThat(image.animated()).isFalse();
        assertThat(image.color()).matches("#[0-9a-f]{6}");
        assertThat(image.blurhash()).isNotEmpty();
        String file = "/files/" + id + "/%s-[0-9a-f]{10}\\.jpg";
        assertThat(image.url()).matches(file.formatted("full-1000"));
        ImageObject.RatioRenditions square = requireNonNull(image.renditions().get("1x1"));
        assertThat(square.url()).matches(file.formatted("1x1-600"));
        assertThat(square.width()).isEqualTo(600);
        assertThat(square.srcset().get("jpeg"))
                .matches(String.join(
                        ", ",
                        file.formatted("1x1-160") + " 160w",
                        file.formatted("1x1-320") + " 320w",
                        file.formatted("1x1-480") + " 480w",
                        file.formatted("1x1-600") + " 600w"));
    }

    @Test
    void editorsGetSignedUrls() {
        UUID id = upload("/api/media", SamplePicture.png(100, 60));
        ImageObject open = requireNonNull(images.find(List.of(id)).get(id));
        ImageObject signed = requireNonNull(images.findSigned(List.of(id)).get(id));
        assertThat(signed.url()).startsWith(open.url() + "?expires=").contains("&signature=");
        assertThat(requireNonNull(signed.renditions().get("4x3")).srcset().get("jpeg"))
                .contains("&signature=");
    }

    @Test
    void pictureIsAbsentAfterItsLicence() {
        UUID id = upload("/api/media?licenseEndsAt=" + clock.now().minusSeconds(1), SamplePicture.png(100, 60));
        assertThat(images.find(List.of(id))).isEmpty();
        assertThat(requireNonNull(images.findSigned(List.of(id)).get(id)).licenseEndsAt())
                .isNotNull();
    }

    @Test
    void onlyPicturesThatAreNotInTheTrash() {
        UUID trashed = upload("/api/media", SamplePicture.png(100, 60));
        Api.admin().delete("/api/media/" + trashed).expect(204);
        UUID animation = upload("/api/media", SamplePicture.animation(40, 30));
        UUID document = upload("/api/media", ("%PDF-1.4\n%" + UUID.randomUUID()).getBytes());
        Map<UUID, ImageObject> found = images.find(List.of(trashed, animation, document, UUID.randomUUID()));
        assertThat(found).containsOnlyKeys(animation);
        ImageObject image = requireNonNull(found.get(animation));
        assertThat(image.animated()).isTrue();
        assertThat(image.url()).isEqualTo("/files/" + animation + "/original");
        assertThat(images.find(List.of())).isEmpty();
    }

    @Test
    void pictureWithoutFactsGetsThemWhenItIsSentAgain() {
        byte[] picture = SamplePicture.png(100, 60);
        UUID id = upload("/api/media", picture);
        sql.execute(
                "update media set width = null, height = null, transparent = null, animated = null, blurhash = null, color = null where id = ?",
                id);
        assertThat(images.find(List.of(id))).isEmpty();
        MediaView undecoded = Api.admin().get("/api/media/" + id).as(MediaView.class);
        assertThat(undecoded.url()).isEqualTo(undecoded.original());
        Api.anonymous().get(undecoded.url()).expect(200);
        MediaView decoded = Api.admin()
                .send("PUT", "/api/media/" + id, "application/octet-stream", picture)
                .expect(200)
                .as(MediaView.class);
        assertThat(decoded.width()).isEqualTo(100);
        assertThat(images.find(List.of(id))).containsOnlyKeys(id);
    }

    private static UUID upload(String path, byte[] file) {
        return Api.admin()
                .send("POST", path, "application/octet-stream", file)
                .expect(201)
                .as(MediaView.class)
                .id();
    }
}
