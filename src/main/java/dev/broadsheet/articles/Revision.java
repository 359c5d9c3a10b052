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
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * One accepted change of an article: the whole content as it was then. Never altered; see {@code RevisionPruner} for what
 * becomes of those that nobody needs any more.
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

    /** The body as the editor sent it, verbatim. For editors alone. */
    public @Nullable String source;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "key_id")
    public @Nullable UUID keyId;

    /** The name of the key that sent it, as it was then. */
    @Column(name = "key_name")
    public String keyName;

    public @Nullable String note;

    /** Saved by a program while somebody types; the next one of the same key takes its place. */
    public boolean autosave;

    /** The working copy that this one was made from, known as long as the transaction that makes it lasts. */
    @Transient
    @Nullable
    public Revision parent;

    /** Whether its content is not the stored one. */
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
        this.createdAt = now;
        this.keyId = by.keyId();
        this.keyName = by.name();
        this.note = by.note();
        this.autosave = by.autosave();
    }

    /** Who sent a change, and what they said of it. */
    public record Author(
            @Nullable UUID keyId, String name, @Nullable String note, boolean autosave) {}

    /** @throws UnreadableContent if what is stored can't be decoded */
    public Content content() {
        try {
            return stored.content();
        } catch (UnreadableContent damaged) {
            throw UnreadableContent.of(id.article(), id.number(), damaged);
        }
    }

    /** Empty if what is stored can't be decoded. */
    public Optional<Content> contentIfReadable() {
        try {
            return Optional.of(content());
        } catch (UnreadableContent damaged) {
            return Optional.empty();
        }
    }

    /** In place of this one, which can't be read: the same revision with another content, not to be stored. */
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

    /** The last one before that number; numbers may have gaps. */
    public static Optional<Revision> previous(UUID article, int number) {
        return find("id.article = ?1 and id.number < ?2 order by id.number desc", article, number)
                .firstResultOptional();
    }
}
