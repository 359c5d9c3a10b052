package dev.broadsheet.publications;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code publication_term}: one row for each term of a live article, with the article's publication date. Its
 * primary key begins with the term and the date, so the articles of a term are read by date.
 */
public final class PublicationTermTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final PublicationTermTable PUBLICATION_TERM = new PublicationTermTable("publication_term", null);

    public final TableField<Record, UUID> TERM_ID = uuid("term_id");
    public final TableField<Record, OffsetDateTime> PUBLISHED_AT = timestamptz("published_at");
    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");

    private PublicationTermTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public PublicationTermTable as(String alias) {
        return new PublicationTermTable(alias, this);
    }
}
