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
import dev.broadsheet.media.FileType;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaChange;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaMetadata;
import dev.broadsheet.media.MediaUsage;
import dev.broadsheet.media.MediaUser;
import dev.broadsheet.media.embedded.EmbeddedMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes media. Each call runs in the transaction of a write; the file of an upload is stored before. */
@ApplicationScoped
class MediaService {

    /** Articles that a refusal names. */
    private static final int MAX_NAMED = 20;

    private final MediaFiles files;
    private final Clock clock;
    private final DateParser dates;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final MediaUsage usage;
    private final Event<Change> changes;

    MediaService(
            MediaFiles files,
            Clock clock,
            DateParser dates,
            CurrentCaller caller,
            Preconditions preconditions,
            MediaUsage usage,
            Event<Change> changes) {
        this.files = files;
        this.clock = clock;
        this.dates = dates;
        this.caller = caller;
        this.preconditions = preconditions;
        this.usage = usage;
        this.changes = changes;
    }

    /** A medium that was written. */
    record Result(Media media, boolean created, List<Warning> warnings) {}

    /**
     * Creates a medium; what its file says of itself fills the members that weren't sent. If there is one with the same bytes, the metadata fill its empty members, and it leaves the
     * trash.
     */
    Result upload(MediaFiles.Upload upload, MediaMetadata metadata) {
        Optional<Media> existing = Media.findByHashForUpdate(upload.file().hash());
        check(existing.orElse(null));
        return add(existing, upload, metadata);
    }

    /** The same for a file that comes with an article. Conditions of the request are about the article. */
    Result uploadWithArticle(MediaFiles.Upload upload, MediaMetadata metadata) {
        return add(Media.findByHashForUpdate(upload.file().hash()), upload, metadata);
    }

    private Result add(Optional<Media> existing, MediaFiles.Upload upload, MediaMetadata metadata) {
        Instant now = clock.now();
        if (existing.isPresent()) {
            return fill(existing.get(), upload, metadata, now);
        }
        files.keep(upload);
        Media media = Media.create(now);
        media.setFile(upload);
        media.setMetadata(embedded(upload).fillInto(metadata));
        media.persistAndFlush();
        fire(MediaChange.CREATED, media, now);
        return new Result(media, true, cutWarnings(upload, media));
    }

    private static MediaMetadata embedded(MediaFiles.Upload upload) {
        return MediaMetadata.of(upload.embedded());
    }

    /** Warns about the members that were taken from the file but not as a whole. */
    private static List<Warning> cutWarnings(MediaFiles.Upload upload, Media media) {
        EmbeddedMetadata whole = upload.embedded();
        MediaMetadata cut = embedded(upload);
        return Stream.of(
                        cutWarning("alt", whole.alt(), cut.alt(), media.alt),
                        cutWarning("caption", whole.caption(), cut.caption(), media.caption),
                        cutWarning("credit", whole.credit(), cut.credit(), media.credit),
                        cutWarning("copyright", whole.copyright(), cut.copyright(), media.copyright))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Warning> cutWarning(
            String member, @Nullable String whole, @Nullable String cut, @Nullable String stored) {
        return Objects.equals(whole, cut) || !Objects.equals(cut, stored)
                ? Optional.empty()
                : Optional.of(Warning.at(
                        "/" + member,
                        WarningCode.METADATA_CUT.code(),
                        "The file has a longer " + member + "; its beginning is taken."));
    }

    private Result fill(Media media, MediaFiles.Upload upload, MediaMetadata metadata, Instant now) {
        MediaMetadata before = media.metadata();
        MediaMetadata after = metadata.fillInto(before);
        boolean restored = media.isTrashed();
        boolean decoded = media.facts().isEmpty() && upload.facts() != null;
        if (restored || decoded || !after.equals(before)) {
            media.setFile(upload);
            media.setMetadata(after);
            media.restore();
            media.touch(now);
            fire(restored ? MediaChange.RESTORED : MediaChange.CHANGED, media, now);
        }
        Stream<Warning> kept = metadata.keptBy(before).stream()
                .filter(member -> !member.equals("name"))
                .map(member -> Warning.at(
                        "/" + member,
                        WarningCode.KEPT.code(),
                        "The file is stored already, and " + member + " has another value, which stays."));
        return new Result(
                media,
                false,
                Stream.concat(restored ? Stream.of(outOfTrash()) : Stream.empty(), kept)
                        .toList());
    }

    private static Warning outOfTrash() {
        return Warning.at(
                "",
                WarningCode.RESTORED_FROM_TRASH.code(),
                "The file was in the trash. It is in the library again, and articles that name it show it.");
    }

    /**
     * Replaces the file. The metadata stay, but for those that were sent; what a new file says of itself fills members
     * that are empty.
     *
     * @throws Problem 409 if articles show the medium as a picture and the new file is none, or if another medium has
     *     the file
     */
    Result replace(String id, MediaFiles.Upload upload, MediaMetadata sent) {
        Media media = require(id);
        check(media);
        boolean sameFile = media.hash.equals(upload.file().hash());
        if (!sameFile) {
            Media.findByHashForUpdate(upload.file().hash()).ifPresent(other -> {
                throw new Problem(ProblemCode.DUPLICATE, "The medium " + other.id + " has this file already.")
                        .with("media", other.id);
            });
            if (FileType.stored(media.type).isImage() && !upload.type().isImage()) {
                checkUnused(media, "Only a picture can take its place.");
            }
            files.keep(upload);
            files.release(media.hash);
        }
        MediaMetadata before = media.metadata();
        MediaMetadata known = before.fillInto(sent);
        MediaMetadata after = sameFile ? known : embedded(upload).fillInto(known);
        boolean decoded = media.facts().isEmpty() && upload.facts() != null;
        if (!sameFile || decoded || !after.equals(before)) {
            Instant now = clock.now();
            media.setFile(upload);
            media.setMetadata(after);
            media.touch(now);
            fire(sameFile ? MediaChange.CHANGED : MediaChange.REPLACED, media, now);
        }
        return new Result(media, false, sameFile ? List.of() : cutWarnings(upload, media));
    }

    /** JSON Merge Patch (RFC 7396). {@code focus} is replaced as a whole. */
    Result patch(String id, @Nullable JsonNode patch) {
        Media media = require(id);
        check(media);
        if (patch == null || !patch.isObject()) {
            throw new ValidationProblem(Fault.at("", "wrong-type", "A merge patch of a medium must be a JSON object."));
        }
        List<Fault> faults = new ArrayList<>();
        MediaEdit edit = MediaEdit.read(patch, dates, faults);
        MediaEdit.checkServerOwned(patch, media, faults);
        ValidationProblem.throwIfAny(faults);
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

    /**
     * Moves a medium to the trash; one that is there already stays as it is. An article that is about to use it holds a
     * lock on the row, so the usage is read after that article is stored.
     *
     * @param force whether it may be in use
     * @throws Problem 409 that names articles that use it
     */
    void trash(String id, boolean force) {
        Media media = require(id);
        check(media);
        if (!media.isTrashed()) {
            if (!force) {
                checkUnused(media, "force=true removes it from what readers see.");
            }
            Instant now = clock.now();
            media.trash(now);
            media.touch(now);
            fire(MediaChange.TRASHED, media, now);
        }
    }

    private void checkUnused(Media media, String advice) {
        List<MediaUser> users = usage.users(media.id, MAX_NAMED);
        if (!users.isEmpty() && !caller.require().rules().isEmpty()) {
            // The articles may be outside the rules.
            throw new Problem(ProblemCode.MEDIA_IN_USE, "Articles use this medium. " + advice);
        }
        if (!users.isEmpty()) {
            throw new Problem(
                            ProblemCode.MEDIA_IN_USE,
                            "Articles use this medium, such as “" + users.get(0).slug() + "”. " + advice)
                    .with("articles", users);
        }
    }

    Result restore(String id) {
        Media media = require(id);
        check(media);
        if (media.isTrashed()) {
            Instant now = clock.now();
            media.restore();
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
