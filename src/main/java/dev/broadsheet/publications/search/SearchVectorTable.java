package dev.broadsheet.publications.search;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * Search vectors: of live articles in the table {@code publication_search}, and of working copies in the view
 * {@code working_search}.
 */
public final class SearchVectorTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final SearchVectorTable PUBLICATION_SEARCH = new SearchVectorTable("publication_search", null);
    public static final SearchVectorTable WORKING_SEARCH = new SearchVectorTable("working_search", null);

    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    /** Only in {@code publication_search}. */
    public final TableField<Record, OffsetDateTime> PUBLISHED_AT = timestamptz("published_at");

    public final TableField<Record, Object> SEARCH = untyped("search");

    /** The vector of the title. Only in {@code publication_search}. */
    public final TableField<Record, Object> TITLE = untyped("title");

    private SearchVectorTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public SearchVectorTable as(String alias) {
        return new SearchVectorTable(alias, this);
    }
}
