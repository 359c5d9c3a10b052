package dev.broadsheet.articles;

import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.ContentConverter;
import dev.broadsheet.articles.content.StoredContent;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.SourceFormat;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * One accepted change of an article, with the whole content. Content is never altered; {@code RevisionPruner} deletes
 * revisions that are no longer needed.
 */
@Entity
@Immutable
public class Revision extends PanacheEntityBase {

    /** An article's id and the revision's number, from 1. */
    @Embeddable
    public record Key(
            @Column(name = "article_id") UUID article,
            @Column(name = "number") int number) implements Serializable {}

    @EmbeddedId
    public Key id;

    @Convert(converter = ContentConverter.class)
    @ColumnTransformer(write = "?::jsonb")
    @Column(name = "content")
    public StoredContent stored;

    /** {@code markdown}, {@code html} or {@code blocks}; null when there is no body. */
    @Column(name = "source_format")
    public @Nullable String sourceFormat;

    /** The body as the editor sent it, verbatim. Never shown to readers. */
    public @Nullable String source;

    /** The media that the content shows; null if there are none. */
    @Column(name = "media_ids")
    public @Nullable List<UUID> mediaIds;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "key_id")
    public @Nullable UUID keyId;

    /** The name of the API key that sent the revision, at that time. */
    @Column(name = "key_name")
    public String keyName;

    public @Nullable String note;

    /** Saved automatically while somebody types. The key's next autosave deletes it if {@code RevisionPruner} may. */
    public boolean autosave;

    /** The working copy that this revision was made from. Set only in the transaction that creates it. */
    @Transient
    @Nullable
    public Revision parent;

    /** Whether the content replaces stored content that can't be decoded. */
    @Transient
    public boolean isSubstitute;

    /** For Hibernate. */
    public Revision() {}

    public Revision(
            Article article,
            @Nullable Revision parent,
            Content content,
            @Nullable BodySource source,
            Author by,
            Instant now) {
        this.id = new Key(article.id, article.revision);
        this.parent = parent;
        this.stored = StoredContent.of(content);
        this.sourceFormat = source == null ? null : source.format().jsonName();
        this.source = source == null ? null : source.text();
        Set<UUID> media = content.media();
        this.mediaIds = media.isEmpty() ? null : List.copyOf(media);
        this.createdAt = now;
        this.keyId = by.keyId();
        this.keyName = by.name();
        this.note = by.note();
        this.autosave = by.autosave();
    }

    /** The API key that sent a change, and its note. */
    public record Author(
            @Nullable UUID keyId, String name, @Nullable String note, boolean autosave) {}

    /** @throws UnreadableContent if the stored content can't be decoded */
    public Content content() {
        try {
            return stored.content();
        } catch (UnreadableContent damaged) {
            throw UnreadableContent.of(id.article(), id.number(), damaged);
        }
    }

    /** Empty if the stored content can't be decoded. */
    public Optional<Content> contentIfReadable() {
        try {
            return Optional.of(content());
        } catch (UnreadableContent damaged) {
            return Optional.empty();
        }
    }

    /** A copy of this unreadable revision with another content. Must not be persisted. */
    public Revision withSubstitute(Content content) {
        Revision other = new Revision();
        other.id = id;
        other.stored = StoredContent.of(content);
        other.createdAt = createdAt;
        other.keyId = keyId;
        other.keyName = keyName;
        other.isSubstitute = true;
        return other;
    }

    public int number() {
        return id.number();
    }

    @Nullable
    public BodySource bodySource() {
        return sourceFormat == null || source == null
                ? null
                : new BodySource(SourceFormat.valueOf(sourceFormat.toUpperCase(java.util.Locale.ROOT)), source);
    }

    public static Optional<Revision> of(UUID article, int number) {
        return findByIdOptional(new Key(article, number));
    }

    /** The last revision before that number; numbers may have gaps. */
    public static Optional<Revision> previous(UUID article, int number) {
        return find("id.article = ?1 and id.number < ?2 order by id.number desc", article, number)
                .firstResultOptional();
    }
}
