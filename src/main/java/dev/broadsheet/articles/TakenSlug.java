package dev.broadsheet.articles;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A row of the table {@code slug}, which {@link Slugs} writes. Mapped only so that queries can find an article by slug.
 */
@Entity
@Immutable
@Table(name = "slug")
class TakenSlug {

    @Id
    String slug;

    @Column(name = "article_id")
    UUID article;

    /** For Hibernate. */
    protected TakenSlug() {}
}
