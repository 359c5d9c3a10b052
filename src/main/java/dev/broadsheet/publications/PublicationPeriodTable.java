package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.kernel.sql.TableDefinition;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code publication_period}: one row for each period in which a revision was live, from {@code live_from}
 * until before {@code live_until}. The columns of {@link #COPIED} have the same names and values as in
 * {@code publication}; the content is in the revision.
 */
final class PublicationPeriodTable extends TableDefinition {

    private static final long serialVersionUID = 1L;

    /** The columns that a period copies from {@code publication}. */
    static final List<Field<?>> COPIED = copied();

    static final PublicationPeriodTable PERIOD = new PublicationPeriodTable("publication_period", null);

    final TableField<Record, Long> ID = bigint("id");
    final TableField<Record, UUID> ARTICLE_ID = uuid("article_id");
    final TableField<Record, OffsetDateTime> LIVE_FROM = timestamptz("live_from");
    final TableField<Record, OffsetDateTime> LIVE_UNTIL = timestamptz("live_until");

    private PublicationPeriodTable(String name, @Nullable Table<Record> aliased) {
        super(name, aliased);
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
