package dev.broadsheet.publications;

import static org.jooq.impl.DSL.name;

import dev.broadsheet.kernel.sql.TableDefinition;
import dev.broadsheet.publications.query.ListField;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code publication}: one row for each live article. The columns of list fields are named by
 * {@link ListField}; {@code publication_period} has columns of the same names.
 */
public final class PublicationTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    /** The list fields that are columns, except {@link #ARTICLE_ID} and {@link #RELATED_IDS}. */
    static final List<ListField> LIST_FIELDS = ListField.ofPeriods();

    public static final PublicationTable PUBLICATION = new PublicationTable("publication", null);

    public final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    public final TableField<Record, OffsetDateTime> EXPIRE_AT = timestamptz("expire_at");
    public final TableField<Record, UUID[]> TAG_IDS = uuidArray("tag_ids");
    public final TableField<Record, UUID[]> AUTHOR_IDS = uuidArray("author_ids");
    public final TableField<Record, UUID> SECTION_ID = uuid("section_id");
    public final TableField<Record, UUID[]> RELATED_IDS = uuidArray("related_ids");
    /** Null if the article shows no media. */
    public final TableField<Record, UUID[]> MEDIA_IDS = uuidArray("media_ids");

    /** The one of {@link #MEDIA_IDS} that lists show. */
    public final TableField<Record, UUID> HERO_MEDIA_ID = uuid("hero_media_id");

    public final TableField<Record, String> CANONICAL_URL = text("canonical_url");

    // Prerendered JSON: see RenderedJson.
    public final TableField<Record, String> OPENING = text("opening");
    public final TableField<Record, String> LISTING = text("listing");
    public final TableField<Record, String> DETAILS = text("details");
    public final TableField<Record, String> CLOSING = text("closing");
    public final TableField<Record, String> BODY = text("body");
    public final TableField<Record, String> BODY_HTML = text("body_html");
    public final TableField<Record, String> BODY_TEXT = text("body_text");

    private PublicationTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
        LIST_FIELDS.forEach(
                field -> createField(name(field.column()), field.kind().type()));
    }

    @Override
    public PublicationTable as(String alias) {
        return new PublicationTable(alias, this);
    }

    public <T> Field<T> column(ListField field, Class<T> type) {
        return column(field).coerce(type);
    }

    public Field<?> column(ListField field) {
        return column(field.column());
    }
}
