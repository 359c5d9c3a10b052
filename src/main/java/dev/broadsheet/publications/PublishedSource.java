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
 * The newsstand at a moment: what readers see now, or what they saw. The tables of both call their columns the same, so
 * that one code asks and one code answers: copies, as {@code p}, and the terms that each is filed under, with its date.
 */
public sealed interface PublishedSource {

    Field<OffsetDateTime> UNTIL = time("p", "live_until");

    Table<?> copies();

    /** The copies with everything that an answer is written from. */
    Table<?> copiesWithContent();

    /**
     * That {@code p} is live at the moment. There is one such copy of an article at most.
     *
     * @param date what a list is sorted by, if it is a date: one that an index can begin with
     */
    Condition live(@Nullable Field<OffsetDateTime> date);

    /** Which copies each term has, by date. */
    Table<?> termRows(String alias);

    /** What can be told from a row of {@link #termRows} alone: that its copy is live, or at least that it may be. */
    Condition live(String filed);

    /** Whether a row of {@link #termRows} alone tells that its copy is live. */
    boolean termRowsProveLive();

    /** What tells one copy from all others, as it is called in a row of {@link #termRows}. */
    List<String> key();

    /** What a row of {@link #termRows} has beside its {@link #key}, to tell whether its copy may be live. */
    default List<String> termRowPeriodColumns() {
        return List.of();
    }

    /** That column of a row of {@link #termRows}, or of the copies. */
    default Field<Object> key(String alias, String column) {
        return field(name(alias, column));
    }

    /**
     * That the copy {@code p} is that of a row: by its identity alone, so that the database knows it to be one. If a row of
     * {@link #termRows} alone doesn't tell that it is live, this does.
     */
    default Condition isCopyOfRow(String alias) {
        return key(alias, identityColumn()).eq(key("p", identityColumn()));
    }

    /** That one of the {@link #key} which is enough. */
    String identityColumn();

    /** That a row of {@link #termRows} is of the same copy as another row: by as little as is enough, as {@link #isCopyOfRow} is. */
    default Condition isSameCopyAs(String filed, String other) {
        return key(filed, identityColumn()).eq(key(other, identityColumn()));
    }

    /** That two rows are of one copy, by all that an index can begin with; each is of {@link #termRows}, of a table that has its {@link #key}, or {@code p}. */
    default Condition sameKey(String one, String other) {
        Condition same = noCondition();
        for (String column : key()) {
            same = same.and(key(one, column).eq(key(other, column)));
        }
        return same;
    }

    /** Of some articles those that are live, as {@code r} with their slugs and titles. */
    Table<?> liveAmong(Field<UUID[]> ids);

    /** The ids, slugs and titles of the articles that {@code p} points at and that are live with it, as JSON. */
    default Field<String> related() {
        return field(select(field(
                        "json_agg(json_build_object('id', r.article_id, 'slug', r.slug, 'title', r.title))::text",
                        String.class))
                .from(liveAmong(LiveColumns.RELATED_IDS)));
    }

    /**
     * What is live now.
     *
     * @param moment that time, in a statement
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
         * All but what has expired and is not taken down yet, which is next to nothing. As an anti-join, whose outcome the
         * database can estimate.
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
     * What was live at a moment that is over: the periods that cover it. A list is read off the same indexes as today's,
     * from the moment backwards, since nothing is published before its date; the periods on the way that don't cover it
     * are passed over. A page therefore costs what it costs today, times the number of times that an article of the list
     * came to stand there, on average. What costs more is a moment in the middle of an import of old articles: those with a later
     * date that were not there yet are passed over one by one, the whole import at worst. A sort by what is no date, and
     * a filter that few articles pass, cost as today.
     *
     * @param access limits the related articles that are named; lists of the past are for {@link PastAccess#ALL} only
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

        /** A period is filed with those before it that stood where it stands. */
        @Override
        public Field<Object> key(String alias, String column) {
            return alias.equals("p") && column.equals(identityColumn())
                    ? field("coalesce(p.filed_with, p.id)", Object.class)
                    : PublishedSource.super.key(alias, column);
        }

        /**
         * The last one that had begun by the moment, if it covers it and is filed by this row: no other one can. That it is
         * so filed is something of which the database doesn't expect that next to nothing is left.
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

        /** A period is found by its article, what it is filed by by the first of its run: each has an index of its own. */
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

        /** Whether the access allows to name the article of the period {@code c}. */
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
