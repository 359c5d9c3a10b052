package dev.broadsheet.terms.list;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The table {@code term_count}: article counts of terms, see {@link TermCounts}. */
final class TermCountTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final TermCountTable TERM_COUNT = new TermCountTable("term_count", null);

    final TableField<Record, UUID> TERM_ID = uuid("term_id");
    final TableField<Record, Long> ARTICLES = bigint("articles");
    final TableField<Record, Long> WORKING_COPIES = bigint("working_copies");

    private TermCountTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public TermCountTable as(String alias) {
        return new TermCountTable(alias, this);
    }
}
