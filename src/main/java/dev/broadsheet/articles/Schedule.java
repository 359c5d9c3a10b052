package dev.broadsheet.articles;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.articles.ScheduleEntry.Action;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
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
 * What is due, in the order of time, read for editors. Each kind is read off its own index, no further than the page.
 */
@ApplicationScoped
class Schedule {

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
     * Which part of it is asked for.
     *
     * @param from the first moment of it, if it has one
     * @param to the first moment behind it, if it has an end
     * @param action both if null
     */
    record Span(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Action action) {

        boolean has(Action wanted) {
            return action == null || action == wanted;
        }
    }

    private final DSLContext sql;

    Schedule(DSLContext sql) {
        this.sql = sql;
    }

    Page<ScheduleEntry> page(Span span, PageRequest request) {
        Keyset union = keyset(AT, span);
        List<Select<Record>> parts = new ArrayList<>();
        if (span.has(Action.PUBLISH)) {
            parts.add(keyset(PUBLISH_AT, span).part(request, publications(span)));
        }
        if (span.has(Action.EXPIRE)) {
            parts.add(keyset(EXPIRE_AT, span).part(request, expiries(span)));
        }
        Select<Record> due = parts.stream().reduce(Select::unionAll).orElseThrow();
        return union.page(
                request, sql.selectFrom(due.asTable("due")), request.counted() ? count(span) : null, Schedule::entry);
    }

    private long count(Span span) {
        long count = 0;
        if (span.has(Action.PUBLISH)) {
            count += sql.fetchCount(publications(span));
        }
        if (span.has(Action.EXPIRE)) {
            count += sql.fetchCount(expiries(span));
        }
        return count;
    }

    private static SelectConditionStep<Record> publications(Span span) {
        return due(PUBLISH_AT, Action.PUBLISH, PINNED, FAILED_AT, FAILURE).where(within(PUBLISH_AT, span));
    }

    /** Of what is live, or will be by then. The same moment for both is a publication that fails, and no expiry. */
    private static SelectConditionStep<Record> expiries(Span span) {
        return due(
                        EXPIRE_AT,
                        Action.EXPIRE,
                        coalesce(PINNED, LIVE),
                        inline((OffsetDateTime) null, SQLDataType.OFFSETDATETIME),
                        inline((String) null, SQLDataType.CLOB))
                .where(within(EXPIRE_AT, span))
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
                        inline(action.word()).as(ACTION),
                        revision.as(REVISION),
                        SLUG,
                        title(revision).as(TITLE),
                        failedAt.as(FAILED_AT),
                        failure.as(FAILURE)))
                .from(table(name("article")));
    }

    /** Of the revision that it is about; the working copy's may be another by now. */
    private static Field<String> title(Field<Integer> revision) {
        return field(
                "(select r.content ->> 'title' from revision r where r.article_id = {0} and r.number = {1})",
                String.class, ID, revision);
    }

    private static Condition within(Field<OffsetDateTime> at, Span span) {
        Condition within = at.isNotNull();
        if (span.from() != null) {
            within = within.and(at.ge(span.from().atOffset(ZoneOffset.UTC)));
        }
        return span.to() == null ? within : within.and(at.lt(span.to().atOffset(ZoneOffset.UTC)));
    }

    private static Keyset keyset(Field<OffsetDateTime> at, Span span) {
        return new Keyset(
                List.of(
                        new Keyset.Key<>(at, false, value -> String.valueOf(value.toInstant()), Keyset::time),
                        new Keyset.Key<>(ID, false, UUID::toString, UUID::fromString)),
                "schedule " + span);
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
