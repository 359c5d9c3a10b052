package dev.broadsheet.media.file;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaUsage;
import dev.broadsheet.media.image.FileSigner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Who may read a file. Editors, by a key or a signed URL, read all; strangers read what a live article shows, until the
 * licence ends. A stranger learns nothing of a file that was never shown.
 *
 * <p>Nothing is kept in memory: the question costs one indexed statement, and browsers and shared caches keep the
 * answer for a year.
 */
@ApplicationScoped
class FileAccess {

    private static final long YEAR = Duration.ofDays(365).toSeconds();

    private final MediaUsage usage;
    private final FileSigner signer;
    private final CurrentCaller caller;
    private final Clock clock;

    FileAccess(MediaUsage usage, FileSigner signer, CurrentCaller caller, Clock clock) {
        this.usage = usage;
        this.signer = signer;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A permission to read.
     *
     * @param isPublic whether everybody may read the file
     * @param cacheControl the value of the header
     */
    record Permission(boolean isPublic, String cacheControl) {

        private static final Permission EDITOR = new Permission(false, "private, no-store");
    }

    /**
     * Decides whether the caller may read a file.
     *
     * @param id as it is in the URL
     * @throws Problem 401 for an expired signature, 404, or 410 if the file was public once
     */
    Permission check(String id, Media media, FileSigner.Scope scope, FileParameters parameters) {
        if (caller.has(dev.broadsheet.access.roles.Permission.MEDIA_READ)) {
            return Permission.EDITOR;
        }
        FileSigner.Check signature = parameters.check(signer, media.id, scope);
        if (signature == FileSigner.Check.VALID) {
            return Permission.EDITOR;
        }
        Instant now = clock.now();
        if (!media.isTrashed() && usage.shownLive(media.id)) {
            if (media.isLicenseEnded(now)) {
                throw ended(media);
            }
            return new Permission(true, cacheControl(media, now));
        }
        if (signature == FileSigner.Check.EXPIRED) {
            caller.require(
                    dev.broadsheet.access.roles.Permission.MEDIA_READ,
                    "The signature of this URL has expired. Read the medium or the draft again for a new one.");
        }
        if (usage.wasShownLive(media.id)) {
            throw media.isLicenseEnded(now) ? ended(media) : gone(media);
        }
        throw unknown(id);
    }

    /** The same for files that don't exist and those that a stranger must not know of. */
    static Problem unknown(String id) {
        return new NotFoundProblem("file of a medium", id);
    }

    private static String cacheControl(Media media, Instant now) {
        return media.licenseEndsAt == null
                ? "public, max-age=" + YEAR + ", immutable"
                : "public, max-age="
                        + Math.min(
                                YEAR, Duration.between(now, media.licenseEndsAt).toSeconds());
    }

    private static Problem ended(Media media) {
        return tagged(
                new Problem(
                        ProblemCode.LICENSE_ENDED, "The licence of this file ended on " + media.licenseEndsAt + "."),
                media.id);
    }

    private static Problem gone(Media media) {
        return tagged(new Problem(ProblemCode.GONE, "No live article shows this file any more."), media.id);
    }

    private static Problem tagged(Problem problem, UUID media) {
        String key = PurgeKeys.ofMedium(media);
        return problem.header("Surrogate-Key", key).header("Cache-Tag", key);
    }
}
