package dev.broadsheet.publications.list.sql;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.articles.index.ArticleTermTable.ARTICLE_TERM;
import static dev.broadsheet.publications.search.SearchVectorTable.WORKING_SEARCH;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.ArticleTable;
import dev.broadsheet.articles.index.ArticleTermTable;
import dev.broadsheet.publications.query.FieldColumns;
import dev.broadsheet.publications.query.Filter;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.SearchPlan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFromStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows of the editors' list: working copies, with alias {@code a}. PostgreSQL chooses the plan. */
public final class WorkingCopyRows implements FieldColumns {

    private static final Set<ListField> ALWAYS_THERE = EnumSet.of(
            ListField.ID,
            ListField.SLUG,
            ListField.LOCALE,
            ListField.TYPE,
            ListField.REVISION,
            ListField.CREATED_AT,
            ListField.UPDATED_AT);

    /** The table of the rows. */
    public static final ArticleTable A = ARTICLE.as("a");

    private static final ArticleTermTable T = ARTICLE_TERM.as("t");
    private static final ArticleTable RELATED = ARTICLE.as("x");

    private final Condition readable;
    private final ResolvedTerms resolvedTerms;
    private final Query query;
    private final Set<ArticleStatus> statuses;
    private final OffsetDateTime now;
    private final @Nullable SearchPlan searchPlan;

    /** @param readable which articles the caller may read */
    public WorkingCopyRows(
            Condition readable,
            ResolvedTerms resolvedTerms,
            Query query,
            Set<ArticleStatus> statuses,
            OffsetDateTime now,
            @Nullable SearchPlan searchPlan) {
        this.readable = readable;
        this.searchPlan = searchPlan;
        this.resolvedTerms = resolvedTerms;
        this.query = query;
        this.statuses = statuses;
        this.now = now;
    }

    @Override
    public Field<?> of(ListField field) {
        return switch (field) {
            // The date that the editor set, or the date of the first publication, as readers see it.
            case PUBLISHED_AT -> coalesce(A.PUBLISHED_AT, A.FIRST_PUBLISHED_AT);
            case MODIFIED -> field(A.LIVE_REVISION.isNotNull().and(A.LIVE_REVISION.ne(A.REVISION)));
            case RELATED_IDS -> A.RELATED_IDS;
            // Binds numbers as bigint, because a filter may exceed the range of the column.
            default -> A.column(field.column()).coerce(field.kind().type());
        };
    }

    @Override
    public boolean isNullable(ListField field) {
        return !ALWAYS_THERE.contains(field);
    }

    @Override
    public Condition any(Field<UUID[]> column) {
        return exists(selectOne().from(RELATED).where(RELATED.ID.eq(DSL.any(column))));
    }

    @Override
    public Condition anyOf(Field<UUID[]> column, UUID[] ids) {
        Field<UUID[]> known = DSL.array(select(RELATED.ID).from(RELATED).where(RELATED.ID.eq(DSL.any(ids))));
        return DSL.condition("({0} <> '{{}}' and {0} && {1})", column, known);
    }

    /** The rows that were last changed at or before a moment. */
    public WorkingCopyRows unchangedAfter(Instant moment) {
        return new WorkingCopyRows(
                readable,
                resolvedTerms,
                query.with(Filter.until(ListField.UPDATED_AT, moment)),
                statuses,
                now,
                searchPlan);
    }

    /** @param wanted how many rows are needed, or {@link SearchPlan#ALL} */
    public <R extends Record> SelectConditionStep<R> rows(SelectFromStep<R> columns, int wanted) {
        Condition conditions = or(statuses.stream().map(this::is).toList())
                .and(DSL.and(conditions(query.filters())))
                .and(readable);
        for (List<UUID> group : resolvedTerms.groups()) {
            conditions = conditions.and(group.isEmpty() ? falseCondition() : exists(rowsOf(group)));
        }
        if (searchPlan != null) {
            conditions = conditions.and(matches(searchPlan, wanted));
        }
        return columns.from(A)
                .where(
                        resolvedTerms.excluded().isEmpty()
                                ? conditions
                                : conditions.and(notExists(rowsOf(resolvedTerms.excluded()))));
    }

    /**
     * Uses the statistics of live copies, because working copies are about as many, with about the same words.
     */
    private static Condition matches(SearchPlan searchPlan, int wanted) {
        return searchPlan.beginsWithMatches(wanted, SearchPlan.ALL, 0, true)
                ? DSL.condition("{0} in (select h.article_id from {1} h)", A.ID, searchPlan.workingMatches())
                : DSL.condition(coalesce(
                        field(select(searchPlan.matches(WORKING_SEARCH))
                                .from(WORKING_SEARCH)
                                .where(WORKING_SEARCH.ARTICLE_ID.eq(A.ID))),
                        inline(false)));
    }

    /** The rule of {@code Article.status} as an SQL condition. {@code StatusRuleTest} checks that both agree. */
    private Condition is(ArticleStatus status) {
        Condition kept = A.TRASHED_AT.isNull().and(A.ARCHIVED_AT.isNull());
        Condition over = A.EXPIRE_AT.isNotNull().and(A.EXPIRE_AT.le(now));
        Condition live = A.LIVE_REVISION.isNotNull().and(not(over));
        Condition expired = over.and(A.FIRST_PUBLISHED_AT.isNotNull());
        Condition neither = kept.and(not(live)).and(not(expired));
        return switch (status) {
            case TRASHED -> A.TRASHED_AT.isNotNull();
            case ARCHIVED -> A.TRASHED_AT.isNull().and(A.ARCHIVED_AT.isNotNull());
            case PUBLISHED -> kept.and(live);
            case EXPIRED -> kept.and(not(live)).and(expired);
            case SCHEDULED -> neither.and(A.PUBLISH_AT.isNotNull());
            case DRAFT -> neither.and(A.PUBLISH_AT.isNull());
        };
    }

    private static SelectConditionStep<?> rowsOf(List<UUID> any) {
        return selectOne().from(T).where(T.TERM_ID.in(any)).and(T.ARTICLE_ID.eq(A.ID));
    }
}
