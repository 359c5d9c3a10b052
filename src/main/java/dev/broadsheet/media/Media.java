package dev.broadsheet.media;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.media.image.Crops;
import dev.broadsheet.media.image.Picture;
import dev.broadsheet.media.worker.ImageFacts;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A picture or another file of the media library. */
@Entity
public class Media extends PanacheEntityBase {

    @Id
    public UUID id;

    /** Increased by every change; used as the ETag. */
    public int version;

    /** SHA-256 of the bytes, 64 hex digits. */
    public String hash;

    /** The media type, found in the bytes. */
    public String type;

    /** Size of the file. */
    public long bytes;

    public String name;

    public @Nullable String alt;

    public @Nullable String caption;

    public @Nullable String credit;

    public @Nullable String copyright;

    @Column(name = "license_url")
    public @Nullable String licenseUrl;

    /** From this moment on, the file isn't shown to readers. */
    @Column(name = "license_ends_at")
    public @Nullable Instant licenseEndsAt;

    public @Nullable String source;

    /** When the picture was taken. */
    @Column(name = "taken_at")
    public @Nullable Instant takenAt;

    /** From 0, left, to 1. Set if and only if {@link #focusY} is. */
    @Column(name = "focus_x")
    public @Nullable Double focusX;

    /** From 0, top, to 1. */
    @Column(name = "focus_y")
    public @Nullable Double focusY;

    @Convert(converter = CropsConverter.class)
    @ColumnTransformer(write = "?::jsonb")
    public @Nullable Crops crops;

    /** Of the upright picture in pixels; null if the file isn't a picture, or was uploaded before pictures were decoded. */
    public @Nullable Integer width;

    /** Set if and only if {@link #width} is, as are the facts below. */
    public @Nullable Integer height;

    public @Nullable Boolean transparent;

    public @Nullable Boolean animated;

    public @Nullable String blurhash;

    /** The dominant colour, such as {@code #3a5f7d}. */
    public @Nullable String color;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    @Column(name = "trashed_at")
    public @Nullable Instant trashedAt;

    /** For Hibernate. */
    protected Media() {}

    public static Media create(Instant now) {
        Media media = new Media();
        media.id = Ids.next();
        media.version = 1;
        media.createdAt = now;
        media.updatedAt = now;
        return media;
    }

    public MediaMetadata metadata() {
        return new MediaMetadata(
                name,
                alt,
                caption,
                credit,
                copyright,
                licenseUrl,
                licenseEndsAt,
                source,
                takenAt,
                focusX == null || focusY == null ? null : new MediaMetadata.Focus(focusX, focusY),
                crops);
    }

    public void setMetadata(MediaMetadata metadata) {
        name = Objects.requireNonNull(metadata.name());
        alt = metadata.alt();
        caption = metadata.caption();
        credit = metadata.credit();
        copyright = metadata.copyright();
        licenseUrl = metadata.licenseUrl();
        licenseEndsAt = metadata.licenseEndsAt();
        source = metadata.source();
        takenAt = metadata.takenAt();
        focusX = metadata.focus() == null ? null : metadata.focus().x();
        focusY = metadata.focus() == null ? null : metadata.focus().y();
        crops = metadata.crops();
    }

    public void setFile(MediaFiles.Upload upload) {
        hash = upload.file().hash();
        type = upload.type().mediaType();
        bytes = upload.file().size();
        ImageFacts facts = upload.facts();
        width = facts == null ? null : facts.width();
        height = facts == null ? null : facts.height();
        transparent = facts == null ? null : facts.transparent();
        animated = facts == null ? null : facts.animated();
        blurhash = facts == null ? null : facts.blurhash();
        color = facts == null ? null : facts.color();
    }

    /** Empty if the file isn't a picture, or was uploaded before pictures were decoded. */
    public Optional<ImageFacts> facts() {
        return width == null
                        || height == null
                        || transparent == null
                        || animated == null
                        || blurhash == null
                        || color == null
                ? Optional.empty()
                : Optional.of(new ImageFacts(width, height, transparent, animated, blurhash, color));
    }

    /** Empty if there are no facts. */
    public Optional<Picture> picture() {
        return facts().map(facts ->
                new Picture(hash, facts, focusX == null ? 0.5 : focusX, focusY == null ? 0.5 : focusY, crops));
    }

    /** Whether it is a picture that doesn't move, as far as is known. */
    public boolean isStillPicture() {
        return FileType.stored(type).isImage() && !Boolean.TRUE.equals(animated);
    }

    public boolean isLicenseEnded(Instant now) {
        return licenseEndsAt != null && !licenseEndsAt.isAfter(now);
    }

    /** Call after each change that is stored. */
    public void touch(Instant now) {
        version++;
        updatedAt = now;
    }

    public void trash(Instant now) {
        trashedAt = now;
    }

    public void restore() {
        trashedAt = null;
    }

    public boolean isTrashed() {
        return trashedAt != null;
    }

    public String etag() {
        return "\"v" + version + "\"";
    }

    public static Optional<Media> findForUpdate(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    public static Optional<Media> findByHashForUpdate(String hash) {
        return Media.<Media>find("hash", hash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
