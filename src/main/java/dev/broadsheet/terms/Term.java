package dev.broadsheet.terms;

import dev.broadsheet.kernel.Ids;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tag, an author or a section. Articles store its id and nothing else, so a rename changes this row alone; a former
 * slug stays as an alias that keeps finding it.
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

    public @Nullable String description;

    /** Raised by every change; its ETag. A lost race is prevented by the row lock of {@link #lock}. */
    public int version;

    @Column(name = "created_at", updatable = false)
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** For Hibernate. */
    protected Term() {}

    static Term named(TermKind kind, String slug, String name, @Nullable String description, Instant now) {
        Term term = new Term();
        term.id = Ids.next();
        term.kind = kind;
        term.slug = slug;
        term.name = name;
        term.description = description;
        term.version = 1;
        term.createdAt = now;
        term.updatedAt = now;
        return term;
    }

    /** @return whether anything is different now */
    boolean describe(String newSlug, String newName, @Nullable String newDescription, Instant now) {
        if (slug.equals(newSlug) && name.equals(newName) && Objects.equals(description, newDescription)) {
            return false;
        }
        slug = newSlug;
        name = newName;
        description = newDescription;
        version++;
        updatedAt = now;
        return true;
    }

    String etag() {
        return "\"v" + version + "\"";
    }

    static Optional<Term> lock(UUID id) {
        return Optional.ofNullable(findById(id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE));
    }
}
