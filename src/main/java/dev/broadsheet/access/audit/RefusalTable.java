package dev.broadsheet.access.audit;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code refused_request}. */
final class RefusalTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final RefusalTable REFUSED_REQUEST = new RefusalTable("refused_request");

    final TableField<Record, Long> ID = bigint("id");
    final TableField<Record, OffsetDateTime> AT = timestamptz("at");
    final TableField<Record, UUID> KEY_ID = uuid("key_id");
    final TableField<Record, String> ACTOR = text("actor");
    final TableField<Record, String> ADDRESS = text("address");
    final TableField<Record, String> METHOD = text("method");
    final TableField<Record, String> PATH = text("path");
    final TableField<Record, Integer> STATUS = integer("status");
    final TableField<Record, String> CODE = text("code");
    final TableField<Record, String> TRACE_ID = text("trace_id");

    private RefusalTable(String name) {
        super(name, null);
    }
}
