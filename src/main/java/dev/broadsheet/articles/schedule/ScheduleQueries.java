package dev.broadsheet.articles.schedule;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.articles.PublishFailure;
import dev.broadsheet.articles.schedule.ScheduleEntry.Action;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Lists scheduled actions for editors, ordered by time. Publications and expiries are each read from their own index,
 * and no further than the requested page.
 */
@ApplicationScoped
class ScheduleQueries {

    private static final Field<UUID> ID = field(name("id"), UUID.class);
    private static final Field<OffsetDateTime> AT = time("at");
    private static final Field<String> ACTION = field(name("action"), String.class);
    private static final Field<Integer> REVISION = field(name("revision"), Integer.class);
    private static final Field<String> SLUG = field(name("slug"), String.class);
    private static final Field<String> TITLE = field(name("title"), String.class);
    private static final Field<OffsetDateTime> FAILED_AT = time("publish_failed_at");
    private static final Field<String> FAILURE = field(name("publish_failure"), String.class);

    private static final Field<OffsetDateTime> PUBLISH_AT = time("publish_at");
    private static final Field<OffsetDateTime> EXPIRE_AT = time("expire_at");
    private static final Field<Integer> PINNED = field(name("publish_revision"), Integer.class);
    private static final Field<Integer> LIVE = field(name("live_revision"), Integer.class);

    /**
     * Filters the schedule.
     *
     * @param from inclusive lower bound, null for none
     * @param to exclusive upper bound, null for none
     * @param action null for both actions
     */
    record Range(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Action action) {

        boolean has(Action wanted) {
            return action == null || action == wanted;
        }
    }

    private final DSLContext sql;

    ScheduleQueries(DSLContext sql) {
        this.sql = sql;
    }

    Page<ScheduleEntry> page(Range range, PageRequest request) {
        Keyset union = keyset(AT, range);
        List<Select<Record>> parts = new ArrayList<>();
        if (range.has(Action.PUBLISH)) {
            parts.add(keyset(PUBLISH_AT, range).unionPart(request, publications(range)));
        }
        if (range.has(Action.EXPIRE)) {
            parts.add(keyset(EXPIRE_AT, range).unionPart(request, expiries(range)));
        }
        Select<Record> due = parts.stream().reduce(Select::unionAll).orElseThrow();
        return union.page(
                request,
                sql.selectFrom(due.asTable("due")),
                request.countTotal() ? count(range) : null,
                ScheduleQueries::entry);
    }

    private long count(Range range) {
        long count = 0;
        if (range.has(Action.PUBLISH)) {
            count += sql.fetchCount(publications(range));
        }
        if (range.has(Action.EXPIRE)) {
            count += sql.fetchCount(expiries(range));
        }
        return count;
    }

    private static SelectConditionStep<Record> publications(Range range) {
        return due(PUBLISH_AT, Action.PUBLISH, PINNED, FAILED_AT, FAILURE).where(within(PUBLISH_AT, range));
    }

    /**
     * Expiries of articles that are live or scheduled. If publishAt equals expireAt, the publication will fail, so
     * there is nothing to expire.
     */
    private static SelectConditionStep<Record> expiries(Range range) {
        return due(
                        EXPIRE_AT,
                        Action.EXPIRE,
                        coalesce(PINNED, LIVE),
                        inline((OffsetDateTime) null, SQLDataType.OFFSETDATETIME),
                        inline((String) null, SQLDataType.CLOB))
                .where(within(EXPIRE_AT, range))
                .and(LIVE.isNotNull().or(PUBLISH_AT.isNotNull()))
                .and(PUBLISH_AT.isDistinctFrom(EXPIRE_AT));
    }

    private static org.jooq.SelectJoinStep<Record> due(
            Field<OffsetDateTime> at,
            Action action,
            Field<Integer> revision,
            Field<OffsetDateTime> failedAt,
            Field<String> failure) {
        return select(List.of(
                        at.as(AT),
                        ID,
                        inline(action.text()).as(ACTION),
                        revision.as(REVISION),
                        SLUG,
                        title(revision).as(TITLE),
                        failedAt.as(FAILED_AT),
                        failure.as(FAILURE)))
                .from(table(name("article")));
    }

    /** The title in the scheduled revision; the working copy's title may differ. */
    private static Field<String> title(Field<Integer> revision) {
        return field(
                "(select r.content ->> 'title' from revision r where r.article_id = {0} and r.number = {1})",
                String.class, ID, revision);
    }

    private static Condition within(Field<OffsetDateTime> at, Range range) {
        Condition within = at.isNotNull();
        if (range.from() != null) {
            within = within.and(at.ge(range.from().atOffset(ZoneOffset.UTC)));
        }
        return range.to() == null ? within : within.and(at.lt(range.to().atOffset(ZoneOffset.UTC)));
    }

    private static Keyset keyset(Field<OffsetDateTime> at, Range range) {
        return new Keyset(
                List.of(
                        new Keyset.Key<>(at, false, value -> String.valueOf(value.toInstant()), Keyset::time),
                        new Keyset.Key<>(ID, false, UUID::toString, UUID::fromString)),
                "schedule " + range);
    }

    private static ScheduleEntry entry(Record row) {
        OffsetDateTime failedAt = row.get(FAILED_AT);
        return new ScheduleEntry(
                Action.of(row.get(ACTION)).orElseThrow(),
                row.get(AT).toInstant(),
                new ScheduleEntry.Subject(row.get(ID), row.get(SLUG), row.get(TITLE)),
                row.get(REVISION),
                failedAt == null ? null : failedAt.toInstant(),
                PublishFailure.stored(row.get(FAILURE)));
    }

    private static Field<OffsetDateTime> time(String column) {
        return field(name(column), SQLDataType.OFFSETDATETIME);
    }
}
