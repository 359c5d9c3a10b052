package dev.broadsheet.media;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code media}. */
final class MediaTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    static final MediaTable MEDIA = new MediaTable("media");

    final TableField<Record, UUID> ID = uuid("id");
    final TableField<Record, String> TYPE = text("type");
    final TableField<Record, OffsetDateTime> LICENSE_ENDS_AT = timestamptz("license_ends_at");
    final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    final TableField<Record, OffsetDateTime> TRASHED_AT = timestamptz("trashed_at");
    final TableField<Record, Object> SEARCH = untyped("search");

    private MediaTable(String name) {
        super(name, null);
    }
}
