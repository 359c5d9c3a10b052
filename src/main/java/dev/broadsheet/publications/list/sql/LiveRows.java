package dev.broadsheet.publications.list.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;

import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.query.FieldColumns;
import dev.broadsheet.publications.query.FieldType;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.SearchPlan;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFromStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a live list: where they are read, and on which conditions. Two ways lead to them. From the terms: the index
 * of one term has its articles by date, and a copy is looked at only if a filter asks for more than terms and dates.
 * From the copies: the database decides where to begin.
 */
final class LiveRows implements FieldColumns {

    /** What a row of a term's index knows by itself. */
    static final Set<ListField> TERM_ROW_FIELDS = Set.of(ListField.ID, ListField.PUBLISHED_AT);

    private static final Set<ListField> NULLABLE = Set.of(
            ListField.EXTERNAL_ID,
            ListField.KICKER,
            ListField.SUMMARY_TEXT,
            // Of a past copy from before they were counted.
            ListField.WORD_COUNT,
            ListField.READING_MINUTES);

    private final PublishedSource publishedSource;
    private final Query query;
    /** What the rows are called: {@code lead} if they are those of terms, {@code p} if they are copies. */
    private final String alias;

    private LiveRows(PublishedSource publishedSource, Query query, String alias) {
        this.publishedSource = publishedSource;
        this.query = query;
        this.alias = alias;
    }

    static LiveRows ofTerms(PublishedSource publishedSource, Query query) {
        return new LiveRows(publishedSource, query, "lead");
    }

    static LiveRows ofCopies(PublishedSource publishedSource, Query query) {
        return new LiveRows(publishedSource, query, "p");
    }

    @Override
    public Field<?> of(ListField field) {
        return switch (field) {
            case ID -> field(name(alias, "article_id"), SQLDataType.UUID);
            case PUBLISHED_AT -> field(name(alias, "published_at"), SQLDataType.OFFSETDATETIME);
            case RELATED_IDS -> LiveColumns.RELATED_IDS;
            default -> field(name("p", field.column()), field.kind().type());
        };
    }

    @Override
    public boolean isNullable(ListField field) {
        return NULLABLE.contains(field);
    }

    @Override
    public Condition any(Field<UUID[]> column) {
        return exists(selectOne().from(publishedSource.liveAmong(column)));
    }

    @Override
    public Condition anyOf(Field<UUID[]> column, UUID[] ids) {
        Field<UUID[]> live = DSL.array(select(field(name("r", "article_id"), SQLDataType.UUID))
                .from(publishedSource.liveAmong(DSL.val(ids, SQLDataType.UUID.getArrayDataType()))));
        // The first half is what its index is made of.
        return DSL.condition("({0} <> '{{}}' and {0} && {1})", column, live);
    }

    /** What a copy is found by again. */
    List<Field<?>> key() {
        List<Field<?>> key = new ArrayList<>();
        publishedSource
                .key()
                .forEach(column -> key.add(publishedSource.key(alias, column).as(column)));
        return key;
    }

    /** The rows of one term, which may be a column of what stands in front. */
    Table<?> of(Field<UUID> term) {
        return select(filed())
                .from(publishedSource.termRows("f"))
                .where(term("f").eq(term))
                .asTable("lead");
    }

    /** The rows of some terms, each article once. */
    Table<?> of(List<UUID> terms) {
        return terms.size() == 1
                ? of(DSL.val(terms.get(0), SQLDataType.UUID))
                : selectDistinct(filed())
                        .from(publishedSource.termRows("f"))
                        .where(term("f").in(terms))
                        .asTable("lead");
    }

    /** All matches of a search. */
    Table<?> of(SearchPlan searchPlan) {
        return searchPlan.matches().as("lead");
    }

    /** The same as the database can estimate it. */
    Table<?> ofEstimated(SearchPlan searchPlan) {
        return select(field(name("s", "published_at")), field(name("s", "article_id")))
                .from("publication_search s")
                .where("s.search @@ {0}", searchPlan.matchQuery())
                .asTable("lead");
    }

    /** That the row's article is one of them, looked up for each row, and never in another way: see {@link #probesTerms}. */
    Condition matches(SearchPlan searchPlan) {
        var theirs = select(searchPlan.matches("s"))
                .from("publication_search s")
                .where(field(name("s", "article_id"), SQLDataType.UUID)
                        .eq(field(name(alias, "article_id"), SQLDataType.UUID)));
        return DSL.condition(coalesce(field(theirs), inline(false)));
    }

    private List<Field<?>> filed() {
        return Stream.concat(publishedSource.key().stream(), publishedSource.termRowPeriodColumns().stream())
                .<Field<?>>map(column -> field(name("f", column), SQLDataType.OTHER))
                .toList();
    }

    /** Copies that are live, among the rows of terms. */
    <R extends Record> SelectConditionStep<R> copiesOfTermRows(
            Table<?> lead, SelectFromStep<R> columns, boolean withCopies) {
        boolean copies = withCopies || !publishedSource.termRowsProveLive() || needsCopies();
        Table<?> rows = copies ? lead.join(publishedSource.copies()).on(publishedSource.isCopyOfRow("lead")) : lead;
        return columns.from(rows).where(publishedSource.live("lead")).and(DSL.and(conditions(query.filters())));
    }

    /** The live copies of one term. */
    <R extends Record> SelectConditionStep<R> copiesOf(Field<UUID> term, SelectFromStep<R> columns) {
        return columns.from(publishedSource
                        .termRows("lead")
                        .join(publishedSource.copies())
                        .on(publishedSource.isCopyOfRow("lead")))
                .where(term("lead").eq(term))
                .and(publishedSource.live((Field<OffsetDateTime>) null));
    }

    /** All copies that are live. */
    <R extends Record> SelectConditionStep<R> allCopies(SelectFromStep<R> columns) {
        return columns.from(publishedSource.copies())
                .where(publishedSource.live(date()))
                .and(DSL.and(conditions(query.filters())));
    }

    /** The copy of one article, if it is live. */
    <R extends Record> SelectConditionStep<R> copyOf(UUID article, SelectFromStep<R> columns) {
        return columns.from(publishedSource.copies())
                .where(publishedSource.live((Field<OffsetDateTime>) null))
                .and(LiveColumns.ID.eq(article));
    }

    private boolean needsCopies() {
        return query.filters().stream().anyMatch(filter -> !TERM_ROW_FIELDS.contains(filter.field()))
                || query.sort().terms().stream().anyMatch(term -> !TERM_ROW_FIELDS.contains(term.field()));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Field<OffsetDateTime> date() {
        ListField first = query.sort().first().field();
        return first.kind() == FieldType.DATE ? (Field<OffsetDateTime>) of(first) : null;
    }

    /**
     * That the row's article carries one of each group and none of the others. Joined by the one column that is enough:
     * of two, the database would expect next to nothing.
     */
    Condition hasTerms(List<List<UUID>> groups, List<UUID> none) {
        Condition carries = none.isEmpty() ? DSL.noCondition() : not(exists(termRowsOf(none)));
        for (List<UUID> group : groups) {
            carries = carries.and(group.isEmpty() ? falseCondition() : exists(termRowsOf(group)));
        }
        return carries;
    }

    /**
     * The same, looked up for each row in the index, and never in another way: the database doesn't know that a page is
     * full long before it has seen all.
     */
    Condition probesTerms(List<List<UUID>> groups, List<UUID> none) {
        Condition carries = none.isEmpty() ? DSL.noCondition() : not(probe(none));
        for (List<UUID> group : groups) {
            carries = carries.and(group.isEmpty() ? falseCondition() : probe(group));
        }
        return carries;
    }

    private Condition probe(List<UUID> any) {
        var first = select(inline(true))
                .from(publishedSource.termRows("t"))
                .where(anyTerm(any))
                .and(publishedSource.sameKey("t", alias))
                .limit(inline(1));
        return DSL.condition(coalesce(field(first), inline(false)));
    }

    private SelectConditionStep<?> termRowsOf(List<UUID> any) {
        return selectOne()
                .from(publishedSource.termRows("t"))
                .where(anyTerm(any))
                .and(publishedSource.isSameCopyAs("t", alias));
    }

    private static Condition anyTerm(List<UUID> any) {
        return any.size() == 1 ? term("t").eq(any.get(0)) : term("t").in(any);
    }

    static Field<UUID> term(String alias) {
        return field(name(alias, "term_id"), SQLDataType.UUID);
    }
}
