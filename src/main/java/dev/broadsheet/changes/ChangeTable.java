package dev.broadsheet.changes;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.TableField;

/** The table {@code change}: the change log. */
public final class ChangeTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final ChangeTable CHANGE = new ChangeTable("change");

    public final TableField<Record, Long> ID = bigint("id");
    public final TableField<Record, OffsetDateTime> AT = timestamptz("at");
    public final TableField<Record, String> KIND = text("kind");
    public final TableField<Record, UUID> KEY_ID = uuid("key_id");
    public final TableField<Record, String> ACTOR = text("actor");
    public final TableField<Record, String> ADDRESS = text("address");
    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    public final TableField<Record, UUID> TERM_ID = uuid("term_id");
    public final TableField<Record, UUID> REDIRECT_ID = uuid("redirect_id");
    public final TableField<Record, UUID> MEDIA_ID = uuid("media_id");
    public final TableField<Record, Integer> REVISION = integer("revision");
    public final TableField<Record, String> SLUG = text("slug");
    public final TableField<Record, String> DETAIL = text("detail");

    private ChangeTable(String name) {
        super(name, null);
    }
}
