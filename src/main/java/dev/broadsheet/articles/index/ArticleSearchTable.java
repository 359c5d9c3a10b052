package dev.broadsheet.articles.index;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code article_search}: the search vectors of working copies that differ from the live copy. */
final class ArticleSearchTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final ArticleSearchTable ARTICLE_SEARCH = new ArticleSearchTable("article_search");

    final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    final TableField<Record, Integer> REVISION = integer("revision");
    final TableField<Record, Object> SEARCH = untyped("search");

    private ArticleSearchTable(String name) {
        super(name, null);
    }
}
