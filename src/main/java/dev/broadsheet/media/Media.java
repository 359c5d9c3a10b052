package dev.broadsheet.media;

import dev.broadsheet.kernel.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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

    /** From 0, left, to 1. Set if and only if {@link #focusY} is. */
    @Column(name = "focus_x")
    public @Nullable Double focusX;

    /** From 0, top, to 1. */
    @Column(name = "focus_y")
    public @Nullable Double focusY;

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
                focusX == null || focusY == null ? null : new MediaMetadata.Focus(focusX, focusY));
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
        focusX = metadata.focus() == null ? null : metadata.focus().x();
        focusY = metadata.focus() == null ? null : metadata.focus().y();
    }

    public void setFile(String newHash, FileType newType, long size) {
        hash = newHash;
        type = newType.mediaType();
        bytes = size;
    }

    /** Call after each change that is stored. */
    public void touch(Instant now) {
        version++;
        updatedAt = now;
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
