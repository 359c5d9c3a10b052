package dev.broadsheet.articles.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.body.document.LibraryImage;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.media.ImageObject;
import dev.broadsheet.media.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The images that articles show, joined when articles are read. One statement for all articles of a response. */
@ApplicationScoped
public class ArticleImages {

    /** How long a response whose images lack formats is cached: the worker isn't asked again before. */
    private static final Duration INCOMPLETE_LIFETIME = Duration.ofSeconds(5);

    private final Images images;
    private final Clock clock;
    private final ObjectMapper json;

    ArticleImages(Images images, Clock clock, ObjectMapper json) {
        this.images = images;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Images for readers.
     *
     * @param expiresAt the first moment at which one of them may no longer be shown, or may have more formats
     */
    public record Shown(LibraryImages images, Optional<Instant> expiresAt) {

        /** For articles without media. */
        public static final Shown NONE = new Shown(LibraryImages.NONE, Optional.empty());
    }

    public Shown forReaders(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Shown.NONE;
        }
        // An image whose licence ends between two readings of the clock must not outlast it in a cache.
        Instant now = clock.now();
        // Read before the images are built: once it is true it stays so, and all of them list every format.
        boolean complete = images.knowsFormats();
        Map<UUID, ImageObject> found = new HashMap<>(images.find(ids));
        found.values()
                .removeIf(image ->
                        image.licenseEndsAt() != null && !image.licenseEndsAt().isAfter(now));
        Stream<Instant> ends =
                found.values().stream().map(ImageObject::licenseEndsAt).filter(Objects::nonNull);
        return new Shown(
                LibraryImages.forReaders(members(found)),
                Stream.concat(ends, complete ? Stream.empty() : Stream.of(now.plus(INCOMPLETE_LIFETIME)))
                        .min(Instant::compareTo));
    }

    public LibraryImages forEditors(Collection<UUID> ids) {
        return ids.isEmpty() ? LibraryImages.NONE : LibraryImages.forEditors(members(images.findSigned(ids)));
    }

    private Map<String, LibraryImage> members(Map<UUID, ImageObject> found) {
        Map<String, LibraryImage> members = new HashMap<>();
        found.forEach((id, image) -> members.put(id.toString(), new LibraryImage(json.valueToTree(image))));
        return members;
    }
}
