package dev.broadsheet.articles.index;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The table {@code article_term}: the terms of working copies. */
public final class ArticleTermTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final ArticleTermTable ARTICLE_TERM = new ArticleTermTable("article_term", null);

    public final TableField<Record, UUID> TERM_ID = uuid("term_id");
    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");

    private ArticleTermTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public ArticleTermTable as(String alias) {
        return new ArticleTermTable(alias, this);
    }
}
