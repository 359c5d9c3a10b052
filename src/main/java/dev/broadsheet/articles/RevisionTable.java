package dev.broadsheet.articles;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** The table {@code revision}: the stored versions of articles, by article and number. */
public final class RevisionTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    public static final RevisionTable REVISION = new RevisionTable("revision", null);

    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    public final TableField<Record, Integer> NUMBER = integer("number");
    public final TableField<Record, OffsetDateTime> CREATED_AT = timestamptz("created_at");
    public final TableField<Record, String> KEY_NAME = text("key_name");
    public final TableField<Record, UUID> KEY_ID = uuid("key_id");
    public final TableField<Record, String> NOTE = text("note");
    public final TableField<Record, Boolean> AUTOSAVE = bool("autosave");
    public final TableField<Record, Object> CONTENT = untyped("content");
    public final TableField<Record, UUID[]> MEDIA_IDS = uuidArray("media_ids");
    public final TableField<Record, String> SOURCE_FORMAT = text("source_format");
    public final TableField<Record, String> SOURCE = text("source");

    private RevisionTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
    }

    @Override
    public RevisionTable as(String alias) {
        return new RevisionTable(alias, this);
    }
}
