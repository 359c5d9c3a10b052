package dev.broadsheet.publications;

import static org.jooq.impl.DSL.name;

import dev.broadsheet.publications.query.ListField;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code publication}: one row for each live article. The columns of list fields are named by
 * {@link ListField}; {@code publication_period} has columns of the same names.
 */
public final class PublicationTable extends TableImpl<Record> {

    private static final long serialVersionUID = 1L;

    /** The list fields that are columns. The id is {@link #ARTICLE_ID}. */
    static final List<ListField> LIST_FIELDS = ListField.ofPeriods();

    public static final PublicationTable PUBLICATION = new PublicationTable("publication", null);

    public final TableField<Record, UUID> ARTICLE_ID = createField(name("article_id"), SQLDataType.UUID);
    public final TableField<Record, OffsetDateTime> EXPIRE_AT =
            createField(name("expire_at"), SQLDataType.OFFSETDATETIME);
    public final TableField<Record, UUID[]> TAG_IDS = createField(name("tag_ids"), SQLDataType.UUID.array());
    public final TableField<Record, UUID[]> AUTHOR_IDS = createField(name("author_ids"), SQLDataType.UUID.array());
    public final TableField<Record, UUID> SECTION_ID = createField(name("section_id"), SQLDataType.UUID);
    public final TableField<Record, UUID[]> RELATED_IDS = createField(name("related_ids"), SQLDataType.UUID.array());
    public final TableField<Record, String> CANONICAL_URL = createField(name("canonical_url"), SQLDataType.CLOB);

    // Prerendered JSON: see RenderedJson.
    public final TableField<Record, String> OPENING = createField(name("opening"), SQLDataType.CLOB);
    public final TableField<Record, String> LISTING = createField(name("listing"), SQLDataType.CLOB);
    public final TableField<Record, String> DETAILS = createField(name("details"), SQLDataType.CLOB);
    public final TableField<Record, String> CLOSING = createField(name("closing"), SQLDataType.CLOB);
    public final TableField<Record, String> BODY = createField(name("body"), SQLDataType.CLOB);
    public final TableField<Record, String> BODY_HTML = createField(name("body_html"), SQLDataType.CLOB);
    public final TableField<Record, String> BODY_TEXT = createField(name("body_text"), SQLDataType.CLOB);

    private PublicationTable(String name, @Nullable Table<Record> aliased) {
        super(name(name), null, aliased);
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
        return Objects.requireNonNull(field(field.column()));
    }
}
