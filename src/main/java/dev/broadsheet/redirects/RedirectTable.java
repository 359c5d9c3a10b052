package dev.broadsheet.redirects;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code redirect}. */
final class RedirectTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final RedirectTable REDIRECT = new RedirectTable("redirect");

    final TableField<Record, UUID> ID = uuid("id");
    final TableField<Record, String> SOURCE = text("source");
    final TableField<Record, String> TARGET = text("target");
    final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    final TableField<Record, Integer> STATUS = integer("status");
    final TableField<Record, String> NOTE = text("note");
    final TableField<Record, Integer> VERSION = integer("version");
    final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    final TableField<Record, OffsetDateTime> UPDATED_AT = timestamptz("updated_at");

    private RedirectTable(String name) {
        super(name, null);
    }
}
