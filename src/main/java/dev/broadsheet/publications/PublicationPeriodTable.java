package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static org.jooq.impl.DSL.name;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code publication_period}: one row for each period in which a revision was live, from {@code live_from}
 * until before {@code live_until}. The columns of {@link #COPIED} have the same names and values as in
 * {@code publication}; the content is in the revision.
 */
final class PublicationPeriodTable extends TableImpl<Record> {

    private static final long serialVersionUID = 1L;

    /** The columns that a period copies from {@code publication}. */
    static final List<Field<?>> COPIED = copied();

    static final PublicationPeriodTable PERIOD = new PublicationPeriodTable("publication_period", null);

    final TableField<Record, Long> ID = createField(name("id"), SQLDataType.BIGINT);
    final TableField<Record, UUID> ARTICLE_ID = createField(name("article_id"), SQLDataType.UUID);
    final TableField<Record, OffsetDateTime> LIVE_FROM = createField(name("live_from"), SQLDataType.OFFSETDATETIME);
    final TableField<Record, OffsetDateTime> LIVE_UNTIL = createField(name("live_until"), SQLDataType.OFFSETDATETIME);

    private PublicationPeriodTable(String name, @Nullable Table<Record> aliased) {
        super(name(name), null, aliased);
        COPIED.stream()
                .filter(column -> field(column.getName()) == null)
                .forEach(column -> createField(name(column.getName()), column.getDataType()));
    }

    @Override
    public PublicationPeriodTable as(String alias) {
        return new PublicationPeriodTable(alias, this);
    }

    private static List<Field<?>> copied() {
        List<Field<?>> columns = new ArrayList<>(List.of(PUBLICATION.ARTICLE_ID));
        PublicationTable.LIST_FIELDS.forEach(field -> columns.add(PUBLICATION.column(field)));
        columns.addAll(
                List.of(PUBLICATION.TAG_IDS, PUBLICATION.AUTHOR_IDS, PUBLICATION.SECTION_ID, PUBLICATION.RELATED_IDS));
        return List.copyOf(columns);
    }
}
