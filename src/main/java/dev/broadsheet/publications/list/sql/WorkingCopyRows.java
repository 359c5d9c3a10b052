package dev.broadsheet.publications.list.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.articles.ArticleStatus;
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
import org.jooq.impl.SQLDataType;
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

    private static final Field<OffsetDateTime> ARCHIVED = time("archived_at");
    private static final Field<OffsetDateTime> TRASHED = time("trashed_at");
    private static final Field<OffsetDateTime> EXPIRES = time("expire_at");
    private static final Field<OffsetDateTime> PUBLISHES = time("publish_at");
    private static final Field<OffsetDateTime> FIRST_PUBLISHED = time("first_published_at");
    private static final Field<Integer> LIVE_REVISION = field(name("a", "live_revision"), Integer.class);
    private static final Field<Integer> REVISION = field(name("a", "revision"), Integer.class);

    private final ResolvedTerms resolvedTerms;
    private final Query query;
    private final Set<ArticleStatus> statuses;
    private final OffsetDateTime now;
    private final @Nullable SearchPlan searchPlan;

    public WorkingCopyRows(
            ResolvedTerms resolvedTerms,
            Query query,
            Set<ArticleStatus> statuses,
            OffsetDateTime now,
            @Nullable SearchPlan searchPlan) {
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
            case PUBLISHED_AT -> coalesce(time("published_at"), FIRST_PUBLISHED);
            case MODIFIED -> field(LIVE_REVISION.isNotNull().and(LIVE_REVISION.ne(REVISION)));
            case RELATED_IDS -> field(name("a", field.column()), SQLDataType.UUID.getArrayDataType());
            default -> field(name("a", field.column()), field.kind().type());
        };
    }

    @Override
    public boolean isNullable(ListField field) {
        return !ALWAYS_THERE.contains(field);
    }

    @Override
    public Condition any(Field<UUID[]> column) {
        return exists(selectOne().from("article x").where("x.id = any({0})", column));
    }

    @Override
    public Condition anyOf(Field<UUID[]> column, UUID[] ids) {
        Field<UUID[]> known = DSL.array(select(field(name("x", "id"), SQLDataType.UUID))
                .from("article x")
                .where("x.id = any({0})", DSL.val(ids, SQLDataType.UUID.getArrayDataType())));
        return DSL.condition("({0} <> '{{}}' and {0} && {1})", column, known);
    }

    /** The rows that haven't been changed after a moment. */
    public WorkingCopyRows unchangedAfter(Instant moment) {
        return new WorkingCopyRows(
                resolvedTerms, query.with(Filter.until(ListField.UPDATED_AT, moment)), statuses, now, searchPlan);
    }

    /** @param wanted how many rows are needed, or {@link SearchPlan#ALL} */
    public <R extends Record> SelectConditionStep<R> rows(SelectFromStep<R> columns, int wanted) {
        Condition conditions = or(statuses.stream().map(this::is).toList()).and(DSL.and(conditions(query.filters())));
        for (List<UUID> group : resolvedTerms.groups()) {
            conditions = conditions.and(group.isEmpty() ? falseCondition() : exists(rowsOf(group)));
        }
        if (searchPlan != null) {
            conditions = conditions.and(matches(searchPlan, wanted));
        }
        return columns.from(table(name("article")).as("a"))
                .where(
                        resolvedTerms.excluded().isEmpty()
                                ? conditions
                                : conditions.and(notExists(rowsOf(resolvedTerms.excluded()))));
    }

    /**
     * Uses the statistics of live copies: working copies are about as many and contain the same words about as often.
     */
    private static Condition matches(SearchPlan searchPlan, int wanted) {
        return searchPlan.beginsWithMatches(wanted, SearchPlan.ALL, 0, true)
                ? DSL.condition("a.id in (select h.article_id from {0} h)", searchPlan.workingMatches())
                : DSL.condition(
                        "coalesce((select {0} from working_search s where s.article_id = a.id), false)",
                        searchPlan.matches("s"));
    }

    /** The rule of {@code Article.status} as an SQL condition. {@code StatusRuleTest} checks that both agree. */
    private Condition is(ArticleStatus status) {
        Condition kept = TRASHED.isNull().and(ARCHIVED.isNull());
        Condition over = EXPIRES.isNotNull().and(EXPIRES.le(now));
        Condition live = LIVE_REVISION.isNotNull().and(not(over));
        Condition expired = over.and(FIRST_PUBLISHED.isNotNull());
        Condition neither = kept.and(not(live)).and(not(expired));
        return switch (status) {
            case TRASHED -> TRASHED.isNotNull();
            case ARCHIVED -> TRASHED.isNull().and(ARCHIVED.isNotNull());
            case PUBLISHED -> kept.and(live);
            case EXPIRED -> kept.and(not(live)).and(expired);
            case SCHEDULED -> neither.and(PUBLISHES.isNotNull());
            case DRAFT -> neither.and(PUBLISHES.isNull());
        };
    }

    private static SelectConditionStep<?> rowsOf(List<UUID> any) {
        return selectOne()
                .from(table(name("article_term")).as("t"))
                .where(field(name("t", "term_id"), SQLDataType.UUID).in(any))
                .and("t.article_id = a.id");
    }

    private static Field<OffsetDateTime> time(String column) {
        return field(name("a", column), SQLDataType.OFFSETDATETIME);
    }
}
