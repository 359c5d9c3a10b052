package dev.broadsheet.media;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code media}. */
public final class MediaTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final MediaTable MEDIA = new MediaTable("media");

    public final TableField<Record, UUID> ID = uuid("id");
    final TableField<Record, String> NAME = text("name");
    final TableField<Record, String> HASH = text("hash");
    final TableField<Record, String> TYPE = text("type");
    public final TableField<Record, OffsetDateTime> LICENSE_ENDS_AT = timestamptz("license_ends_at");
    final TableField<Record, Integer> WIDTH = integer("width");
    final TableField<Record, Integer> HEIGHT = integer("height");
    final TableField<Record, Boolean> TRANSPARENT = bool("transparent");
    final TableField<Record, Boolean> ANIMATED = bool("animated");
    final TableField<Record, String> BLURHASH = text("blurhash");
    final TableField<Record, String> COLOR = text("color");
    final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    public final TableField<Record, OffsetDateTime> TRASHED_AT = timestamptz("trashed_at");
    final TableField<Record, Object> SEARCH = untyped("search");

    private MediaTable(String name) {
        super(name, null);
    }
}
