package dev.broadsheet.publications.list.sql;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static dev.broadsheet.publications.PublicationTermTable.PUBLICATION_TERM;
import static dev.broadsheet.publications.search.SearchVectorTable.PUBLICATION_SEARCH;
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
import dev.broadsheet.publications.PublicationTermTable;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.query.FieldColumns;
import dev.broadsheet.publications.query.FieldType;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.publications.search.SearchVectorTable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
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
 * The rows of a live list: the tables they are read from, and their conditions. There are two access paths. One starts
 * from term rows: the index of a term contains its articles by date, and a copy is read only if a filter or sort needs
 * more than terms and dates. The other starts from copies, and PostgreSQL chooses the plan.
 */
final class LiveRows implements FieldColumns {

    /** The fields that a term row contains itself. */
    static final Set<ListField> TERM_ROW_FIELDS = Set.of(ListField.ID, ListField.PUBLISHED_AT);

    private static final Set<ListField> NEVER_NULL = Set.of(
            ListField.ID,
            ListField.SLUG,
            ListField.LOCALE,
            ListField.TYPE,
            ListField.TITLE,
            ListField.REVISION,
            ListField.PUBLISHED_AT,
            ListField.FIRST_PUBLISHED_AT,
            ListField.CREATED_AT,
            ListField.UPDATED_AT,
            ListField.RELATED_IDS);

    private static final PublicationTermTable F = PUBLICATION_TERM.as("f");
    static final PublicationTermTable LEAD = PUBLICATION_TERM.as("lead");
    private static final SearchVectorTable S = PUBLICATION_SEARCH.as("s");

    private static final Condition IS_COPY_OF_LEAD = LEAD.ARTICLE_ID.eq(LiveColumns.ID);
    private static final List<Field<?>> TERM_ROW = List.of(F.PUBLISHED_AT, F.ARTICLE_ID);

    private final PublishedSource publishedSource;
    private final Query query;
    /** Table alias of the rows: {@code lead} for term rows, {@code p} for copies. */
    private final String alias;

    /** {@code article_id} and {@code published_at}, which term rows and copies have in common. */
    private final PublicationTermTable row;

    private LiveRows(PublishedSource publishedSource, Query query, String alias) {
        this.publishedSource = publishedSource;
        this.query = query;
        this.alias = alias;
        this.row = PUBLICATION_TERM.as(alias);
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
            case ID -> row.ARTICLE_ID;
            case PUBLISHED_AT -> row.PUBLISHED_AT;
            case RELATED_IDS -> LiveColumns.RELATED_IDS;
            default -> LiveColumns.of(field);
        };
    }

    @Override
    public boolean isNullable(ListField field) {
        return !NEVER_NULL.contains(field);
    }

    @Override
    public Condition any(Field<UUID[]> column) {
        return exists(selectOne().from(publishedSource.liveAmong(column)));
    }

    @Override
    public Condition anyOf(Field<UUID[]> column, UUID[] ids) {
        Field<UUID[]> live = DSL.array(select(PUBLICATION.as("r").ARTICLE_ID)
                .from(publishedSource.liveAmong(DSL.val(ids, SQLDataType.UUID.getArrayDataType()))));
        // `<> '{}'` matches the predicate of the partial index.
        return DSL.condition("({0} <> '{{}}' and {0} && {1})", column, live);
    }

    /** The column that identifies a copy in a later join. */
    Field<?> id() {
        return field(name(alias, publishedSource.idColumn()), SQLDataType.OTHER);
    }

    /** The rows of one term. The term may be a column of a preceding table of the from clause. */
    Table<?> of(Field<UUID> term) {
        return select(TERM_ROW).from(F).where(F.TERM_ID.eq(term)).asTable("lead");
    }

    /** The rows of several terms, each article once. */
    Table<?> of(List<UUID> terms) {
        return terms.size() == 1
                ? of(DSL.val(terms.get(0), SQLDataType.UUID))
                : selectDistinct(TERM_ROW).from(F).where(F.TERM_ID.in(terms)).asTable("lead");
    }

    /** All matches of a search. */
    Table<?> of(SearchPlan searchPlan) {
        return searchPlan.matches().as("lead");
    }

    /** The same rows as a plain query, whose row count the planner can estimate; that of an SQL function is fixed. */
    Table<?> ofEstimated(SearchPlan searchPlan) {
        return select(S.PUBLISHED_AT, S.ARTICLE_ID)
                .from(S)
                .where(DSL.condition(searchPlan.matches(S)))
                .asTable("lead");
    }

    /** Condition that the row's article matches the search, evaluated row by row as in {@link #probesTerms}. */
    Condition matches(SearchPlan searchPlan) {
        var theirs = select(searchPlan.matches(S)).from(S).where(S.ARTICLE_ID.eq(row.ARTICLE_ID));
        return DSL.condition(coalesce(field(theirs), inline(false)));
    }

    /** The live copies among term rows. */
    <R extends Record> SelectConditionStep<R> copiesOfTermRows(
            Table<?> lead, SelectFromStep<R> columns, boolean withCopies) {
        Table<?> rows =
                withCopies || needsCopies() ? lead.join(current().copies()).on(IS_COPY_OF_LEAD) : lead;
        return columns.from(rows).where(current().isLive("lead")).and(DSL.and(conditions(query.filters())));
    }

    /** The live copies of one term. */
    <R extends Record> SelectConditionStep<R> copiesOf(Field<UUID> term, SelectFromStep<R> columns) {
        return columns.from(LEAD.join(current().copies()).on(IS_COPY_OF_LEAD))
                .where(LEAD.TERM_ID.eq(term))
                .and(current().isLive("p"));
    }

    /** Only lists of the present start from term rows. */
    private PublishedSource.Current current() {
        return (PublishedSource.Current) publishedSource;
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
                .where(publishedSource.live(null))
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

    /** Condition that the row's article has a term of each group and none of {@code none}. */
    Condition hasTerms(List<List<UUID>> groups, List<UUID> none) {
        return terms(groups, none, publishedSource::hasAnyTerm);
    }

    /** The same condition, evaluated row by row: see {@link PublishedSource#probesAnyTerm}. */
    Condition probesTerms(List<List<UUID>> groups, List<UUID> none) {
        return terms(groups, none, publishedSource::probesAnyTerm);
    }

    private Condition terms(
            List<List<UUID>> groups, List<UUID> none, BiFunction<List<UUID>, String, Condition> hasAny) {
        Condition all = none.isEmpty() ? DSL.noCondition() : not(hasAny.apply(none, alias));
        for (List<UUID> group : groups) {
            all = all.and(group.isEmpty() ? falseCondition() : hasAny.apply(group, alias));
        }
        return all;
    }
}
