package dev.broadsheet.articles.schedule;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.media.MediaTable.MEDIA;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;

import dev.broadsheet.articles.PublishFailure;
import dev.broadsheet.articles.RevisionTable;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.articles.schedule.ScheduleEntry.Action;
import dev.broadsheet.kernel.Clock;
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
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectJoinStep;
import org.jooq.SelectWhereStep;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Lists scheduled actions for editors, ordered by time. Publications, expiries and ends of licences are each read from
 * their own index, and no further than the requested page.
 */
@ApplicationScoped
class ScheduleQueries {

    private static final RevisionTable R = RevisionTable.REVISION.as("r");
    // The columns of the union of publications and expiries, named without a table.
    private static final Field<UUID> ID = unqualified(ARTICLE.ID);
    private static final Field<OffsetDateTime> AT = field(name("at"), SQLDataType.OFFSETDATETIME);
    private static final Field<String> ACTION = field(name("action"), String.class);
    private static final Field<Integer> DUE_REVISION = unqualified(ARTICLE.REVISION);
    private static final Field<String> SLUG = unqualified(ARTICLE.SLUG);
    private static final Field<String> TITLE = unqualified(ARTICLE.TITLE);
    private static final Field<OffsetDateTime> FAILED_AT = unqualified(ARTICLE.PUBLISH_FAILED_AT);
    private static final Field<String> FAILURE = unqualified(ARTICLE.PUBLISH_FAILURE);
    private static final Field<UUID[]> MEDIA_IDS = field(name("media_ids"), SQLDataType.UUID.array());

    /**
     * Filters the schedule.
     *
     * @param from inclusive lower bound, null for none
     * @param to exclusive upper bound, null for none
     * @param action null for all actions
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
    private final Clock clock;
    private final ArticleRules articleRules;

    ScheduleQueries(DSLContext sql, Clock clock, ArticleRules articleRules) {
        this.sql = sql;
        this.clock = clock;
        this.articleRules = articleRules;
    }

    Page<ScheduleEntry> page(Range range, PageRequest request) {
        Keyset union = keyset(AT, ID, ACTION, range);
        List<Select<Record>> parts = new ArrayList<>();
        if (range.has(Action.PUBLISH)) {
            parts.add(keyset(ARTICLE.PUBLISH_AT, ARTICLE.ID, constant(Action.PUBLISH), range)
                    .unionPart(request, publications(range)));
        }
        if (range.has(Action.EXPIRE)) {
            parts.add(keyset(ARTICLE.EXPIRE_AT, ARTICLE.ID, constant(Action.EXPIRE), range)
                    .unionPart(request, expiries(range)));
        }
        if (range.has(Action.LICENSE_END)) {
            parts.add(keyset(AT, ID, ACTION, range).unionPart(request, licenseEnds(range)));
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
        if (range.has(Action.LICENSE_END)) {
            count += sql.fetchCount(licenseEnds(range));
        }
        return count;
    }

    private SelectConditionStep<Record> publications(Range range) {
        return due(
                        ARTICLE.PUBLISH_AT,
                        Action.PUBLISH,
                        ARTICLE.PUBLISH_REVISION,
                        ARTICLE.PUBLISH_FAILED_AT,
                        ARTICLE.PUBLISH_FAILURE)
                .where(within(ARTICLE.PUBLISH_AT, range))
                .and(articleRules.condition(ARTICLE));
    }

    /**
     * Expiries of articles that are live or scheduled. If publishAt equals expireAt, the publication will fail, so
     * there is nothing to expire.
     */
    private SelectConditionStep<Record> expiries(Range range) {
        return due(
                        ARTICLE.EXPIRE_AT,
                        Action.EXPIRE,
                        coalesce(ARTICLE.PUBLISH_REVISION, ARTICLE.LIVE_REVISION),
                        inline((OffsetDateTime) null, SQLDataType.OFFSETDATETIME),
                        inline((String) null, SQLDataType.CLOB))
                .where(within(ARTICLE.EXPIRE_AT, range))
                .and(articleRules.condition(ARTICLE))
                .and(ARTICLE.LIVE_REVISION.isNotNull().or(ARTICLE.PUBLISH_AT.isNotNull()))
                .and(ARTICLE.PUBLISH_AT.isDistinctFrom(ARTICLE.EXPIRE_AT));
    }

    /** PostgreSQL refuses to sort by a mere literal. */
    private static Field<String> constant(Action action) {
        return field("({0} || '')", String.class, inline(action.text()));
    }

    private static SelectJoinStep<Record> due(
            Field<OffsetDateTime> at,
            Action action,
            Field<Integer> revision,
            Field<OffsetDateTime> failedAt,
            Field<String> failure) {
        return select(List.of(
                        at.as(AT),
                        ARTICLE.ID,
                        inline(action.text()).as(ACTION),
                        revision.as(DUE_REVISION),
                        ARTICLE.SLUG,
                        title(revision).as(TITLE),
                        failedAt.as(FAILED_AT),
                        failure.as(FAILURE),
                        inline((UUID[]) null, SQLDataType.UUID.array()).as(MEDIA_IDS)))
                .from(ARTICLE);
    }

    /**
     * Ends of licences still to come, one row for all pictures of an article whose licences end at the same moment.
     */
    private SelectWhereStep<Record> licenseEnds(Range range) {
        RevisionTable v = RevisionTable.REVISION.as("v");
        Field<Integer> shown = coalesce(ARTICLE.LIVE_REVISION, ARTICLE.PUBLISH_REVISION);
        Select<Record> ends = select(List.of(
                        MEDIA.LICENSE_ENDS_AT.as(AT),
                        ARTICLE.ID,
                        inline(Action.LICENSE_END.text()).as(ACTION),
                        shown.as(DUE_REVISION),
                        ARTICLE.SLUG,
                        title(shown).as(TITLE),
                        inline((OffsetDateTime) null, SQLDataType.OFFSETDATETIME)
                                .as(FAILED_AT),
                        inline((String) null, SQLDataType.CLOB).as(FAILURE),
                        arrayAgg(MEDIA.ID).orderBy(MEDIA.ID).as(MEDIA_IDS)))
                .from(MEDIA)
                .join(v)
                .on(condition("{0} @> array[{1}]", v.MEDIA_IDS, MEDIA.ID))
                .join(ARTICLE)
                .on(ARTICLE.ID.eq(v.ARTICLE_ID).and(shown.eq(v.NUMBER)))
                .where(within(MEDIA.LICENSE_ENDS_AT, range))
                .and(MEDIA.LICENSE_ENDS_AT.gt(clock.now().atOffset(ZoneOffset.UTC)))
                .and(MEDIA.TRASHED_AT.isNull())
                .and(articleRules.condition(ARTICLE))
                .groupBy(MEDIA.LICENSE_ENDS_AT, ARTICLE.ID);
        return selectFrom(ends.asTable("ends"));
    }

    /** The title in the scheduled revision; the working copy's title may differ. */
    private static Field<String> title(Field<Integer> revision) {
        return field(select(field("{0} ->> 'title'", String.class, R.CONTENT))
                .from(R)
                .where(R.ARTICLE_ID.eq(ARTICLE.ID).and(R.NUMBER.eq(revision))));
    }

    private static Condition within(Field<OffsetDateTime> at, Range range) {
        Condition within = at.isNotNull();
        if (range.from() != null) {
            within = within.and(at.ge(range.from().atOffset(ZoneOffset.UTC)));
        }
        return range.to() == null ? within : within.and(at.lt(range.to().atOffset(ZoneOffset.UTC)));
    }

    private static Keyset keyset(Field<OffsetDateTime> at, Field<UUID> id, Field<String> action, Range range) {
        return new Keyset(
                List.of(
                        new Keyset.Key<>(at, false, value -> String.valueOf(value.toInstant()), Keyset::time),
                        new Keyset.Key<>(id, false, UUID::toString, UUID::fromString),
                        new Keyset.Key<>(action, false, Function.identity(), Function.identity())),
                "schedule " + range);
    }

    private static ScheduleEntry entry(Record row) {
        OffsetDateTime failedAt = row.get(FAILED_AT);
        UUID[] media = row.get(MEDIA_IDS);
        return new ScheduleEntry(
                Action.of(row.get(ACTION)).orElseThrow(),
                row.get(AT).toInstant(),
                new ScheduleEntry.Subject(row.get(ID), row.get(SLUG), row.get(TITLE)),
                row.get(DUE_REVISION),
                media == null ? null : List.of(media),
                failedAt == null ? null : failedAt.toInstant(),
                PublishFailure.stored(row.get(FAILURE)));
    }

    private static <T> Field<T> unqualified(Field<T> column) {
        return field(column.getUnqualifiedName(), column.getDataType());
    }
}
