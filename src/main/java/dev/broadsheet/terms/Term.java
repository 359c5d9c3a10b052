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
 * A tag, author or section. Articles store only its id, so a rename changes this row alone. A former slug still finds
 * the term.
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

    /** The name folded by {@link FoldedName}; the term is found by it. Null until {@link FoldedNames} has filled it. */
    @Nullable
    String folded;

    public @Nullable String description;

    /** An absolute http or https address. */
    public @Nullable String url;

    /** {@code #rrggbb}, in lower case. */
    public @Nullable String colour;

    @Column(name = "parent_id")
    public @Nullable UUID parentId;

    /** Increased by every change; used as the ETag. The row lock of {@link #findForUpdate} prevents lost updates. */
    public int version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** For Hibernate. */
    protected Term() {}

    /** The editable attributes. */
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

    /** Sets the url and description if they are empty. Returns whether anything changed. */
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

    public static Optional<Term> findForUpdate(UUID id) {
        return Optional.ofNullable(findById(id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE));
    }
}
