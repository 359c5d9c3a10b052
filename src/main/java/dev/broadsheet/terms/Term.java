package dev.broadsheet.terms;

import dev.broadsheet.kernel.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag, an author or a section. Articles store its id and nothing else, so a rename changes this row alone; a former
 * slug keeps finding it.
 */
@Entity
public class Term extends PanacheEntityBase {

    @Id
    public UUID id;

    @Column(updatable = false)
    @Convert(converter = TermKindColumn.class)
    public TermKind kind;

    public String slug;

    public String name;

    /** The name as {@link FoldedName} has it; what the term is found by. Null until {@link FoldedNames} has filled it. */
    @Nullable
    String folded;

    public @Nullable String description;

    /** An absolute http or https address. */
    public @Nullable String url;

    /** {@code #rrggbb}, in lower case. */
    public @Nullable String colour;

    @Column(name = "parent_id")
    public @Nullable UUID parentId;

    /** Raised by every change; its ETag. A lost race is prevented by the row lock of {@link #lock}. */
    public int version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** For Hibernate. */
    protected Term() {}

    /** What can be said of a term. */
    public record Attributes(
            String slug,
            String name,
            @Nullable String description,
            @Nullable String url,
            @Nullable String colour,
            @Nullable UUID parentId) {}

    public static Term of(TermKind kind, Attributes attributes, Instant now) {
        Term term = new Term();
        term.id = Ids.next();
        term.kind = kind;
        term.version = 1;
        term.createdAt = now;
        term.set(attributes, now);
        return term;
    }

    public Attributes attributes() {
        return new Attributes(slug, name, description, url, colour, parentId);
    }

    public void change(Attributes attributes, Instant now) {
        version++;
        set(attributes, now);
    }

    /** Sets those of the two that are not set yet. Returns whether it changed anything. */
    boolean fillIn(@Nullable String missingUrl, @Nullable String missingDescription, Instant now) {
        Attributes complete = new Attributes(
                slug,
                name,
                description == null ? missingDescription : description,
                url == null ? missingUrl : url,
                colour,
                parentId);
        if (complete.equals(attributes())) {
            return false;
        }
        change(complete, now);
        return true;
    }

    private void set(Attributes attributes, Instant now) {
        slug = attributes.slug();
        name = attributes.name();
        folded = FoldedName.of(name);
        description = attributes.description();
        url = attributes.url();
        colour = attributes.colour();
        parentId = attributes.parentId();
        updatedAt = now;
    }

    public String etag() {
        return etag(version);
    }

    public static String etag(int version) {
        return "\"v" + version + "\"";
    }

    public static Optional<Term> lock(UUID id) {
        return Optional.ofNullable(findById(id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE));
    }
}
