package dev.broadsheet.articles.index;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The table {@code article_search}: the search vectors of working copies that differ from the live copy. */
final class ArticleSearchTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final ArticleSearchTable ARTICLE_SEARCH = new ArticleSearchTable("article_search", null);

    final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    final TableField<Record, Integer> REVISION = integer("revision");
    final TableField<Record, Object> SEARCH = untyped("search");

    private ArticleSearchTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public ArticleSearchTable as(String alias) {
        return new ArticleSearchTable(alias, this);
    }
}
