package dev.broadsheet.media.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.WarningCode;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaChange;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes media. Each call runs in the transaction of a write; the file of an upload is stored before. */
@ApplicationScoped
class MediaService {

    private final Clock clock;
    private final DateParser dates;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Event<Change> changes;

    MediaService(
            Clock clock, DateParser dates, CurrentCaller caller, Preconditions preconditions, Event<Change> changes) {
        this.clock = clock;
        this.dates = dates;
        this.caller = caller;
        this.preconditions = preconditions;
        this.changes = changes;
    }

    /** A medium that was written. */
    record Result(Media media, boolean created, List<Warning> warnings) {}

    /**
     * Creates a medium. If there is one with the same bytes, the metadata fill its empty members, and it leaves the
     * trash.
     */
    Result upload(MediaFiles.Upload upload, MediaMetadata metadata) {
        Optional<Media> existing = Media.findByHashForUpdate(upload.file().hash());
        check(existing.orElse(null));
        Instant now = clock.now();
        if (existing.isPresent()) {
            return fill(existing.get(), metadata, now);
        }
        Media media = Media.create(now);
        media.setFile(upload.file().hash(), upload.type(), upload.file().size());
        media.setMetadata(metadata);
        media.persistAndFlush();
        fire(MediaChange.CREATED, media, now);
        return new Result(media, true, List.of());
    }

    private Result fill(Media media, MediaMetadata metadata, Instant now) {
        MediaMetadata before = media.metadata();
        MediaMetadata after = metadata.fillInto(before);
        boolean restored = media.isTrashed();
        if (restored || !after.equals(before)) {
            media.setMetadata(after);
            media.trashedAt = null;
            media.touch(now);
            fire(restored ? MediaChange.RESTORED : MediaChange.CHANGED, media, now);
        }
        return new Result(
                media,
                false,
                metadata.keptBy(before).stream()
                        .filter(member -> !member.equals("name"))
                        .map(member -> Warning.at(
                                "/" + member,
                                WarningCode.KEPT.code(),
                                "The file is stored already, and " + member + " has another value, which stays."))
                        .toList());
    }

    /** Replaces the file. The metadata stay, but for those that were sent. */
    Result replace(String id, MediaFiles.Upload upload, MediaMetadata sent) {
        Media media = require(id);
        check(media);
        boolean sameFile = media.hash.equals(upload.file().hash());
        if (!sameFile) {
            Media.findByHashForUpdate(upload.file().hash()).ifPresent(other -> {
                throw new Problem(ProblemCode.DUPLICATE, "The medium " + other.id + " has this file already.")
                        .with("media", other.id);
            });
        }
        MediaMetadata before = media.metadata();
        MediaMetadata after = before.fillInto(sent);
        if (!sameFile || !after.equals(before)) {
            Instant now = clock.now();
            media.setFile(upload.file().hash(), upload.type(), upload.file().size());
            media.setMetadata(after);
            media.touch(now);
            fire(sameFile ? MediaChange.CHANGED : MediaChange.REPLACED, media, now);
        }
        return new Result(media, false, List.of());
    }

    /** JSON Merge Patch (RFC 7396). {@code focus} is replaced as a whole. */
    Result patch(String id, @Nullable JsonNode patch) {
        Media media = require(id);
        check(media);
        if (patch == null || !patch.isObject()) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "A merge patch of a medium must be a JSON object."));
        }
        MediaEdit edit = MediaEdit.read(patch, dates);
        MediaMetadata before = media.metadata();
        MediaMetadata after = edit.values().over(before, edit.sent());
        if (!after.equals(before)) {
            Instant now = clock.now();
            media.setMetadata(after);
            media.touch(now);
            fire(MediaChange.CHANGED, media, now);
        }
        return new Result(media, false, List.of());
    }

    /** Moves a medium to the trash; one that is there already stays as it is. */
    void trash(String id) {
        Media media = require(id);
        check(media);
        if (!media.isTrashed()) {
            Instant now = clock.now();
            media.trashedAt = now;
            media.touch(now);
            fire(MediaChange.TRASHED, media, now);
        }
    }

    Result restore(String id) {
        Media media = require(id);
        check(media);
        if (media.isTrashed()) {
            Instant now = clock.now();
            media.trashedAt = null;
            media.touch(now);
            fire(MediaChange.RESTORED, media, now);
        }
        return new Result(media, false, List.of());
    }

    private void fire(MediaChange type, Media media, Instant now) {
        changes.fire(type.of(media.id, media.name, now));
    }

    private static Media require(String id) {
        return Ids.parse(id).flatMap(Media::findForUpdate).orElseThrow(() -> new NotFoundProblem("medium", id));
    }

    private void check(@Nullable Media media) {
        preconditions.check(
                media == null ? null : media.etag(),
                media == null ? null : media.updatedAt,
                caller.require().has(Flag.CONDITIONAL));
    }
}
