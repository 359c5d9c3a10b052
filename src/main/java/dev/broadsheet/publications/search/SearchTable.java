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
 * {@code working_search}. The view has neither publication dates nor vectors of titles.
 */
public final class SearchTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final SearchTable PUBLICATION_SEARCH = new SearchTable("publication_search", null);
    public static final SearchTable WORKING_SEARCH = new SearchTable("working_search", null);

    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    public final TableField<Record, OffsetDateTime> PUBLISHED_AT = time("published_at");
    public final TableField<Record, Object> SEARCH = other("search");
    public final TableField<Record, Object> TITLE = other("title");

    private SearchTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public SearchTable as(String alias) {
        return new SearchTable(alias, this);
    }
}
