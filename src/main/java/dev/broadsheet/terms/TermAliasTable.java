package dev.broadsheet.terms;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code term_alias}: other names and slugs that lead to a term. */
public final class TermAliasTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final TermAliasTable TERM_ALIAS = new TermAliasTable("term_alias");

    public final TableField<Record, UUID> TERM_ID = uuid("term_id");
    public final TableField<Record, String> NAME = text("name");
    public final TableField<Record, String> SLUG = text("slug");
    public final TableField<Record, String> FOLDED = text("folded");
    public final TableField<Record, Boolean> WRITTEN = bool("written");
    public final TableField<Record, Boolean> FORMER = bool("former");

    private TermAliasTable(String name) {
        super(name, null);
    }
}
