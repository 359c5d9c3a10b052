package dev.broadsheet.publications;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The newsstand at a moment: what readers see now, or what they saw. The tables of both call their columns the same, so
 * that one code asks and one code answers.
 */
sealed interface Newsstand {

    Field<OffsetDateTime> EXPIRES = time("p", "expire_at");
    Field<OffsetDateTime> FROM = time("p", "live_from");
    Field<OffsetDateTime> UNTIL = time("p", "live_until");

    /** The copies, as {@code p}; the live ones among them are one for each article. */
    Table<?> copies();

    /** The copies with everything that an answer is written from. */
    Table<?> written();

    /**
     * That {@code p} is live at the moment.
     *
     * @param date what a list is sorted by, if it is a date: one that an index can begin with
     */
    Condition live(@Nullable Field<OffsetDateTime> date);

    /** Which copies each term has, by date. */
    Table<?> filed(String alias);

    /** What can be told from a row of {@link #filed} alone: false if its copy is not live. */
    Condition mayBeLive(String alias);

    /** That a row of {@link #filed} is one of {@code p}'s. */
    Condition isOf(String alias);

    /** The ids, slugs and titles of the articles that {@code p} points at and that are live with it, as JSON. */
    Field<String> related();

    /** What is live now. */
    record Today(OffsetDateTime now) implements Newsstand {

        @Override
        public Table<?> copies() {
            return table(name("publication")).as("p");
        }

        @Override
        public Table<?> written() {
            return copies();
        }

        @Override
        public Condition live(@Nullable Field<OffsetDateTime> date) {
            return EXPIRES.isNull().or(EXPIRES.gt(now));
        }

        @Override
        public Table<?> filed(String alias) {
            return table(name("publication_term")).as(alias);
        }

        @Override
        public Condition mayBeLive(String alias) {
            return noCondition();
        }

        @Override
        public Condition isOf(String alias) {
            return Newsstand.same(alias, "published_at").and(Newsstand.same(alias, "article_id"));
        }

        @Override
        public Field<String> related() {
            return field("""
                            (select json_agg(json_build_object('id', r.article_id, 'slug', r.slug, 'title', r.title))::text
                                from publication r
                                where r.article_id = any(p.related_ids) and (r.expire_at is null or r.expire_at > ?::timestamptz))
                            """, String.class, now).as("related");
        }
    }

    /**
     * What was live at a moment that is over: the periods that cover it. A list is read off the same indexes as today's,
     * from the moment backwards, since nothing is published before its date; the periods on the way that don't cover it
     * are passed over. A page therefore costs what it costs today, times the number of times that an article of the list
     * went live, on average. What costs more is a moment in the middle of an import of old articles: those with a later
     * date that were not there yet are passed over one by one, the whole import at worst.
     */
    record Past(OffsetDateTime at) implements Newsstand {

        @Override
        public Table<?> copies() {
            return table(name("publication_period")).as("p");
        }

        @Override
        public Table<?> written() {
            return copies().join(table(name("revision")).as("v"))
                    .on(condition("v.article_id = p.article_id and v.number = p.revision"));
        }

        @Override
        public Condition live(@Nullable Field<OffsetDateTime> date) {
            return FROM.le(at).and(UNTIL.isNull().or(UNTIL.gt(at))).and(date == null ? noCondition() : date.le(at));
        }

        @Override
        public Table<?> filed(String alias) {
            return table(name("publication_period_term")).as(alias);
        }

        @Override
        public Condition mayBeLive(String alias) {
            return time(alias, "published_at")
                    .le(at)
                    .and(time(alias, "live_from").le(at));
        }

        @Override
        public Condition isOf(String alias) {
            return Newsstand.same(alias, "published_at")
                    .and(Newsstand.same(alias, "article_id"))
                    .and(field(name(alias, "period_id")).eq(field(name("p", "id"))));
        }

        @Override
        public Field<String> related() {
            return field("""
                            (select json_agg(json_build_object('id', r.article_id, 'slug', r.slug, 'title', r.title))::text
                                from unnest(p.related_ids) as w(id)
                                cross join lateral (
                                    select * from publication_period c
                                    where c.article_id = w.id and c.live_from <= ?::timestamptz
                                    order by c.live_from desc, c.id desc limit 1) r
                                where r.live_until is null or r.live_until > ?::timestamptz)
                            """, String.class, at, at).as("related");
        }
    }

    private static Field<OffsetDateTime> time(String alias, String column) {
        return field(name(alias, column), SQLDataType.OFFSETDATETIME);
    }

    private static Condition same(String alias, String column) {
        return field(name(alias, column)).eq(field(name("p", column)));
    }
}
