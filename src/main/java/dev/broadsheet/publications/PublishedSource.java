package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationPeriodTable.PERIOD;
import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static dev.broadsheet.publications.PublicationTermTable.PUBLICATION_TERM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.publications.query.ListField;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The published articles at one moment: {@link Current} reads what is live now, {@link AsOf} what was live in the past.
 * The tables of both have the same column names, so the same query code serves both. Copies have the alias {@code p}.
 */
public sealed interface PublishedSource {

    Table<?> copies();

    /** The copies joined with every column that a response is rendered from. */
    Table<?> copiesWithContent();

    /** The name of the column that identifies a copy. */
    String idColumn();

    /**
     * Condition that {@code p} is live at the moment. At most one copy of an article is.
     *
     * @param date the date that the list is sorted by, or null for another sort; a condition on it lets an index scan
     *     start at the moment
     */
    Condition live(@Nullable Field<OffsetDateTime> date);

    /**
     * Condition that the copy of a row has one of these terms.
     *
     * @param alias alias of a row with the columns {@code article_id} and {@code published_at}
     */
    Condition hasAnyTerm(List<UUID> terms, String alias);

    /**
     * The same condition, forced to be evaluated row by row. A page is full long before all rows are read, but the
     * planner can't know that and would prefer a join.
     */
    Condition probesAnyTerm(List<UUID> terms, String alias);

    /** The live articles among {@code ids}, with alias {@code r}: id, slug and title. */
    Table<?> liveAmong(Field<UUID[]> ids);

    /** JSON array with id, slug and title of the related articles of {@code p} that are live at the same moment. */
    default Field<String> related() {
        return field(select(field(
                        "json_agg(json_build_object('id', r.article_id, 'slug', r.slug, 'title', r.title))::text",
                        String.class))
                .from(liveAmong(LiveColumns.RELATED_IDS)));
    }

    /** The articles that are live now. */
    record Current(Field<OffsetDateTime> now) implements PublishedSource {

        public Current(OffsetDateTime now) {
            this(val(now));
        }

        @Override
        public Table<?> copies() {
            return PUBLICATION.as("p");
        }

        @Override
        public Table<?> copiesWithContent() {
            return copies();
        }

        @Override
        public String idColumn() {
            return PUBLICATION.ARTICLE_ID.getName();
        }

        @Override
        public Condition live(@Nullable Field<OffsetDateTime> date) {
            return isLive("p");
        }

        /**
         * Excludes copies that have expired but aren't taken down yet, which are very few. An anti-join, because the
         * planner can estimate its row count.
         */
        public Condition isLive(String alias) {
            PublicationTable expired = PUBLICATION.as("x");
            return notExists(selectOne()
                    .from(expired)
                    .where(expired.ARTICLE_ID.eq(articleId(alias)))
                    .and(expired.EXPIRE_AT.le(now)));
        }

        /** Joined by the article's id only. With the date as well, the planner would estimate almost no rows. */
        @Override
        public Condition hasAnyTerm(List<UUID> terms, String alias) {
            PublicationTermTable t = PUBLICATION_TERM.as("t");
            return exists(selectOne().from(t).where(isIn(terms, t.TERM_ID)).and(t.ARTICLE_ID.eq(articleId(alias))));
        }

        /** {@code coalesce} around a scalar sub-select prevents a join. */
        @Override
        public Condition probesAnyTerm(List<UUID> terms, String alias) {
            PublicationTermTable t = PUBLICATION_TERM.as("t");
            var first = select(inline(true))
                    .from(t)
                    .where(isIn(terms, t.TERM_ID))
                    .and(t.PUBLISHED_AT.eq(field(name(alias, t.PUBLISHED_AT.getName()), t.PUBLISHED_AT.getDataType())))
                    .and(t.ARTICLE_ID.eq(articleId(alias)))
                    .limit(inline(1));
            return condition(coalesce(field(first), inline(false)));
        }

        private static Condition isIn(List<UUID> terms, Field<UUID> term) {
            return terms.size() == 1 ? term.eq(terms.get(0)) : term.in(terms);
        }

        @Override
        public Table<?> liveAmong(Field<UUID[]> ids) {
            return table("""
                            (select c.article_id, c.slug, c.title from publication c
                                where c.article_id = any({0}) and (c.expire_at is null or c.expire_at > {1}))
                            """, ids, now).as("r");
        }
    }

    /**
     * The articles that were live at a past moment: the periods that cover it. A list sorted by a date is read from the
     * moment backwards, since nothing is published before its date. The periods of a rare term are read through the
     * index {@code publication_period_by_term}. Periods that don't cover the moment are read and filtered out. A page
     * therefore costs more than a page of the present, and its cost can grow with the number of periods.
     *
     * @param access limits which related articles are shown; lists of the past require {@link PastAccess#ALL}
     * @param now the present time
     */
    record AsOf(OffsetDateTime at, PastAccess access, OffsetDateTime now) implements PublishedSource {

        private static final PublicationPeriodTable P = PERIOD.as("p");
        private static final PublicationTable TODAY = PUBLICATION.as("today");

        /** The time at which the period ended or will expire; null for a live period without an expiry. */
        public static final Field<OffsetDateTime> UNTIL = P.LIVE_UNTIL;

        @Override
        public Table<?> copies() {
            return P;
        }

        @Override
        public Table<?> copiesWithContent() {
            return copies().join(LiveColumns.CONTENT_REVISION)
                    .on(LiveColumns.CONTENT_REVISION
                            .ARTICLE_ID
                            .eq(P.ARTICLE_ID)
                            .and(LiveColumns.CONTENT_REVISION.NUMBER.eq(LiveColumns.REVISION)));
        }

        @Override
        public String idColumn() {
            return PERIOD.ID.getName();
        }

        @Override
        public Condition live(@Nullable Field<OffsetDateTime> date) {
            return P.LIVE_FROM
                    .le(at)
                    .and(UNTIL.isNull().or(UNTIL.gt(at)))
                    .and(date == null ? noCondition() : date.le(at));
        }

        /**
         * Uses the expression of the index {@code publication_period_by_term}. A period keeps the term ids of its time,
         * so {@code terms} must include the ids of merged terms.
         */
        @Override
        public Condition hasAnyTerm(List<UUID> terms, String alias) {
            return condition(
                    "({0} || {1} || {2}) && {3}",
                    LiveColumns.TAG_IDS,
                    LiveColumns.AUTHOR_IDS,
                    LiveColumns.SECTION_ID,
                    val(terms.toArray(UUID[]::new)));
        }

        @Override
        public Condition probesAnyTerm(List<UUID> terms, String alias) {
            return hasAnyTerm(terms, alias);
        }

        @Override
        public Table<?> liveAmong(Field<UUID[]> ids) {
            return table("""
                (select c.article_id, c.slug, c.title from unnest({0}) as w(id)
                    cross join lateral (
                        select * from publication_period q
                        where q.article_id = w.id and q.live_from <= {1}
                        order by q.live_from desc, q.id desc limit 1) c
                    where (c.live_until is null or c.live_until > {1}) and {2})
                """, ids, val(at), isShown()).as("r");
        }

        /** Whether the access permits showing the article of the period {@code c}. */
        private Condition isShown() {
            return switch (access) {
                case ALL -> trueCondition();
                case LIVE_TODAY -> exists(today());
                case UNCHANGED_TODAY ->
                    exists(today().and(TODAY.column(ListField.REVISION, Integer.class)
                            .eq(field(name("c", "revision"), Integer.class))));
            };
        }

        private SelectConditionStep<?> today() {
            return selectOne()
                    .from(TODAY)
                    .where(TODAY.ARTICLE_ID.eq(PERIOD.as("c").ARTICLE_ID))
                    .and(TODAY.EXPIRE_AT.isNull().or(TODAY.EXPIRE_AT.gt(now)));
        }
    }

    private static Field<UUID> articleId(String alias) {
        return field(name(alias, PUBLICATION.ARTICLE_ID.getName()), PUBLICATION.ARTICLE_ID.getDataType());
    }
}
