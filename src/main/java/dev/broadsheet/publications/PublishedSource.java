package dev.broadsheet.publications;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The published articles at one moment: {@link Current} reads what is live now, {@link AsOf} what was live in the past.
 * The tables of both have the same column names, so the same query code serves both: copies have the alias {@code p},
 * and term rows hold one term of one copy with the copy's publication date.
 */
public sealed interface PublishedSource {

    Field<OffsetDateTime> UNTIL = time("p", "live_until");

    Table<?> copies();

    /** The copies joined with every column that a response is rendered from. */
    Table<?> copiesWithContent();

    /**
     * Condition that {@code p} is live at the moment. At most one copy of an article is.
     *
     * @param date the date that the list is sorted by, or null for another sort; a condition on it lets an index scan
     *     start at the moment
     */
    Condition live(@Nullable Field<OffsetDateTime> date);

    /** The table that maps terms to copies, with the publication date of each copy. */
    Table<?> termRows(String alias);

    /** The condition that a row of {@link #termRows} alone can check: its copy is live, or at least may be. */
    Condition live(String filed);

    /** Whether {@link #live(String)} proves that the copy of a row of {@link #termRows} is live. */
    boolean termRowsProveLive();

    /** Columns that identify a copy, as they are named in {@link #termRows}. */
    List<String> key();

    /** Further columns of {@link #termRows} that {@link #live(String)} reads. */
    default List<String> termRowPeriodColumns() {
        return List.of();
    }

    /** The key column of a row of {@link #termRows} or of a copy. */
    default Field<Object> key(String alias, String column) {
        return field(name(alias, column));
    }

    /**
     * Joins the copy {@code p} to a row of {@link #termRows} by {@link #identityColumn} alone, so that the planner
     * knows that the join yields one copy. If term rows don't prove that a copy is live, this condition does.
     */
    default Condition isCopyOfRow(String alias) {
        return key(alias, identityColumn()).eq(key("p", identityColumn()));
    }

    /** The column of {@link #key} that identifies a copy by itself. */
    String identityColumn();

    /**
     * Condition that a row of {@link #termRows} and another row belong to the same copy, by {@link #identityColumn}
     * alone.
     */
    default Condition isSameCopyAs(String filed, String other) {
        return key(filed, identityColumn()).eq(key(other, identityColumn()));
    }

    /**
     * Condition that two rows belong to the same copy, by all columns of {@link #key}, so that an index on them can be
     * used. Each row is of {@link #termRows}, of a table with the columns of {@link #key}, or {@code p}.
     */
    default Condition sameKey(String one, String other) {
        Condition same = noCondition();
        for (String column : key()) {
            same = same.and(key(one, column).eq(key(other, column)));
        }
        return same;
    }

    /** The live articles among {@code ids}, with alias {@code r}: id, slug and title. */
    Table<?> liveAmong(Field<UUID[]> ids);

    /** JSON array with id, slug and title of the related articles of {@code p} that are live at the same moment. */
    default Field<String> related() {
        return field(select(field(
                        "json_agg(json_build_object('id', r.article_id, 'slug', r.slug, 'title', r.title))::text",
                        String.class))
                .from(liveAmong(LiveColumns.RELATED_IDS)));
    }

    /**
     * The articles that are live now.
     *
     * @param moment the present time as an SQL expression
     */
    record Current(OffsetDateTime now, Field<OffsetDateTime> moment) implements PublishedSource {

        public Current(OffsetDateTime now) {
            this(now, val(now));
        }

        @Override
        public Table<?> copies() {
            return table(name("publication")).as("p");
        }

        @Override
        public Table<?> copiesWithContent() {
            return copies();
        }

        @Override
        public Condition live(@Nullable Field<OffsetDateTime> date) {
            return live("p");
        }

        @Override
        public Table<?> termRows(String alias) {
            return table(name("publication_term")).as(alias);
        }

        /**
         * Excludes copies that have expired but aren't taken down yet, which are very few. An anti-join, because the
         * planner can estimate its row count.
         */
        @Override
        public Condition live(String filed) {
            return notExists(selectOne()
                    .from(table(name("publication")).as("x"))
                    .where(field(name("x", "article_id")).eq(field(name(filed, "article_id"))))
                    .and(time("x", "expire_at").le(moment)));
        }

        @Override
        public boolean termRowsProveLive() {
            return true;
        }

        @Override
        public List<String> key() {
            return List.of("published_at", "article_id");
        }

        @Override
        public String identityColumn() {
            return "article_id";
        }

        @Override
        public Table<?> liveAmong(Field<UUID[]> ids) {
            return table("""
                            (select c.article_id, c.slug, c.title from publication c
                                where c.article_id = any({0}) and (c.expire_at is null or c.expire_at > {1}))
                            """, ids, moment).as("r");
        }
    }

    /**
     * The articles that were live at a past moment: the periods that cover it. A list is read from the same kinds of
     * indexes as the current list, from the moment backwards, since nothing is published before its date; periods that
     * don't cover the moment are skipped. A page therefore costs as much as a current page, times the average number of
     * periods that an article of the list has at its place.
     *
     * <p>More expensive is a moment in the middle of an import of old articles: the articles with a later date that
     * weren't live yet are skipped one by one, in the worst case the whole import. A sort by a field other than a date,
     * and a filter that few articles pass, cost the same as in the current list.
     *
     * @param access limits which related articles are shown; lists of the past require {@link PastAccess#ALL}
     * @param now the present time
     */
    record AsOf(OffsetDateTime at, PastAccess access, OffsetDateTime now) implements PublishedSource {

        @Override
        public Table<?> copies() {
            return table(name("publication_period")).as("p");
        }

        @Override
        public Table<?> copiesWithContent() {
            return copies().join(table(name("revision")).as("v"))
                    .on(condition("v.article_id = p.article_id and v.number = p.revision"));
        }

        @Override
        public Condition live(@Nullable Field<OffsetDateTime> date) {
            return time("p", "live_from")
                    .le(at)
                    .and(UNTIL.isNull().or(UNTIL.gt(at)))
                    .and(date == null ? noCondition() : date.le(at));
        }

        @Override
        public Table<?> termRows(String alias) {
            return table(name("publication_period_term")).as(alias);
        }

        @Override
        public Condition live(String filed) {
            return time(filed, "published_at")
                    .le(at)
                    .and(time(filed, "live_from").le(at));
        }

        @Override
        public boolean termRowsProveLive() {
            return false;
        }

        @Override
        public List<String> key() {
            return List.of("published_at", "article_id", "period_id");
        }

        @Override
        public String identityColumn() {
            return "period_id";
        }

        /**
         * A period without term rows of its own shares those of an earlier period with the same terms and place
         * ({@code filed_with}).
         */
        @Override
        public Field<Object> key(String alias, String column) {
            return alias.equals("p") && column.equals(identityColumn())
                    ? field("coalesce(p.filed_with, p.id)", Object.class)
                    : PublishedSource.super.key(alias, column);
        }

        /**
         * The last period that had begun by the moment, if it covers the moment and this term row belongs to it: no
         * other period can be live. {@code coalesce} hides the last condition from the planner, which would otherwise
         * estimate almost no rows.
         */
        @Override
        public Condition isCopyOfRow(String alias) {
            return condition("""
                            p.id = (select q.id from publication_period q
                                where q.article_id = {0} and q.live_from <= {1}
                                order by q.live_from desc, q.id desc limit 1)
                            """, key(alias, "article_id"), val(at))
                    .and(UNTIL.isNull().or(UNTIL.gt(at)))
                    .and(condition("coalesce({0}, false)", isFiledBy(alias)));
        }

        /**
         * {@code p} is compared by article and by the period that owns the term rows, because each of the two has an
         * index of its own.
         */
        @Override
        public Condition isSameCopyAs(String filed, String other) {
            return other.equals("p")
                    ? key(filed, "article_id").eq(key("p", "article_id")).and(isFiledBy(filed))
                    : PublishedSource.super.isSameCopyAs(filed, other);
        }

        private Condition isFiledBy(String filed) {
            return key(filed, identityColumn()).eq(key("p", identityColumn()));
        }

        @Override
        public List<String> termRowPeriodColumns() {
            return List.of("live_from");
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
                case UNCHANGED_TODAY -> exists(today().and("today.revision = c.revision"));
            };
        }

        private SelectConditionStep<?> today() {
            return selectOne()
                    .from(table(name("publication")).as("today"))
                    .where("today.article_id = c.article_id")
                    .and("(today.expire_at is null or today.expire_at > {0})", val(now));
        }
    }

    private static Field<OffsetDateTime> time(String alias, String column) {
        return field(name(alias, column), SQLDataType.OFFSETDATETIME);
    }
}
