package dev.broadsheet.terms;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The table {@code term}: tags, authors and sections. */
public final class TermTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final TermTable TERM = new TermTable("term", null);

    public final TableField<Record, UUID> ID = uuid("id");
    public final TableField<Record, String> KIND = text("kind");
    public final TableField<Record, String> SLUG = text("slug");
    public final TableField<Record, String> NAME = text("name");
    public final TableField<Record, String> FOLDED = text("folded");
    public final TableField<Record, String> DESCRIPTION = text("description");
    public final TableField<Record, String> URL = text("url");
    public final TableField<Record, String> COLOUR = text("colour");
    public final TableField<Record, UUID> PARENT_ID = uuid("parent_id");
    public final TableField<Record, Integer> VERSION = integer("version");
    public final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    public final TableField<Record, OffsetDateTime> UPDATED_AT = timestamptz("updated_at");

    private TermTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public TermTable as(String alias) {
        return new TermTable(alias, this);
    }
}
