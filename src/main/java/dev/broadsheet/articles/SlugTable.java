package dev.broadsheet.articles;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code slug}: the slugs that articles have or had. A slug under which an article was ever live is never
 * reassigned.
 */
public final class SlugTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    /** In the plural, because many tables have a column SLUG. */
    public static final SlugTable SLUGS = new SlugTable("slug", null);

    public final TableField<Record, String> SLUG = text("slug");
    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    public final TableField<Record, Boolean> ONCE_LIVE = bool("once_live");

    private SlugTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public SlugTable as(String alias) {
        return new SlugTable(alias, this);
    }
}
