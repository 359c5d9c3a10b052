package dev.broadsheet.access.audit;

import static dev.broadsheet.access.audit.RefusalTable.REFUSED_REQUEST;
import static dev.broadsheet.changes.ChangeTable.CHANGE;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;

import dev.broadsheet.kernel.Ids;
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
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads the change log as an audit log. Pages are read from the indexes on (at), (article_id, at) and (key_id, at). */
@ApplicationScoped
class AuditLog {

    /** Entries in memory at a time during an export. */
    private static final int CHUNK = 1000;

    private final DSLContext sql;
    private final ArticleIds articles;

    AuditLog(DSLContext sql, ArticleIds articles) {
        this.sql = sql;
        this.articles = articles;
    }

    /** Newest first. */
    Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
        Condition wanted = condition(filter);
        Keyset sort = new Keyset(
                List.of(
                        new Keyset.Key<>(CHANGE.AT, true, time -> String.valueOf(time.toInstant()), Keyset::time),
                        new Keyset.Key<>(CHANGE.ID, true, String::valueOf, Long::valueOf)),
                "audit " + filter);
        Long total = page.countTotal() ? Long.valueOf(sql.fetchCount(CHANGE, wanted)) : null;
        return sort.page(
                page,
                sql.select(
                                CHANGE.ID,
                                CHANGE.AT,
                                CHANGE.KIND,
                                CHANGE.KEY_ID,
                                CHANGE.ACTOR,
                                CHANGE.ADDRESS,
                                CHANGE.ARTICLE_ID,
                                CHANGE.TERM_ID,
                                CHANGE.REDIRECT_ID,
                                CHANGE.MEDIA_ID,
                                CHANGE.REVISION,
                                CHANGE.SLUG,
                                CHANGE.DETAIL)
                        .from(CHANGE)
                        .where(wanted),
                total,
                AuditLog::entry);
    }

    /** Refused writes, newest first. */
    Page<RefusedEntry> refused(PageRequest page) {
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(REFUSED_REQUEST.ID, true, String::valueOf, Long::valueOf)), "refused");
        Long total = page.countTotal() ? Long.valueOf(sql.fetchCount(REFUSED_REQUEST)) : null;
        return sort.page(
                page,
                sql.select(
                                REFUSED_REQUEST.ID,
                                REFUSED_REQUEST.AT,
                                REFUSED_REQUEST.ACTOR,
                                REFUSED_REQUEST.KEY_ID,
                                REFUSED_REQUEST.ADDRESS,
                                REFUSED_REQUEST.METHOD,
                                REFUSED_REQUEST.PATH,
                                REFUSED_REQUEST.STATUS,
                                REFUSED_REQUEST.CODE,
                                REFUSED_REQUEST.TRACE_ID)
                        .from(REFUSED_REQUEST),
                total,
                row -> new RefusedEntry(
                        row.get(REFUSED_REQUEST.AT).toInstant(),
                        nullable(row, REFUSED_REQUEST.ACTOR),
                        nullable(row, REFUSED_REQUEST.KEY_ID),
                        nullable(row, REFUSED_REQUEST.ADDRESS),
                        row.get(REFUSED_REQUEST.METHOD),
                        row.get(REFUSED_REQUEST.PATH),
                        row.get(REFUSED_REQUEST.STATUS),
                        row.get(REFUSED_REQUEST.CODE),
                        row.get(REFUSED_REQUEST.TRACE_ID)));
    }

    /** All entries, newest first. Reads a page at a time, so that memory doesn't grow with their number. */
    void forEach(AuditFilter filter, Consumer<AuditEntry> reader) {
        String after = null;
        do {
            Page<AuditEntry> page = page(filter, new PageRequest(CHUNK, after, null, 0, false));
            page.data().forEach(reader);
            after = page.page().next();
        } while (after != null);
    }

    private Condition condition(AuditFilter filter) {
        List<Condition> conditions = new ArrayList<>();
        String article = filter.article();
        if (article != null) {
            conditions.add(Ids.parse(article)
                    .or(() -> articles.ofSlug(article))
                    .map(CHANGE.ARTICLE_ID::eq)
                    .orElse(falseCondition()));
        }
        if (filter.by() != null) {
            UUID key = Ids.parse(filter.by()).orElse(null);
            conditions.add(key == null ? CHANGE.ACTOR.eq(filter.by()) : CHANGE.KEY_ID.eq(key));
        }
        if (!filter.actions().isEmpty()) {
            conditions.add(CHANGE.KIND.in(filter.actions()));
        }
        if (filter.from() != null) {
            conditions.add(CHANGE.AT.ge(utc(filter.from())));
        }
        if (filter.to() != null) {
            conditions.add(CHANGE.AT.lt(utc(filter.to())));
        }
        return and(conditions);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(Record row) {
        return new AuditEntry(
                row.get(CHANGE.AT).toInstant(),
                row.get(CHANGE.ACTOR),
                nullable(row, CHANGE.KEY_ID),
                nullable(row, CHANGE.ADDRESS),
                row.get(CHANGE.KIND),
                nullable(row, CHANGE.ARTICLE_ID),
                nullable(row, CHANGE.TERM_ID),
                nullable(row, CHANGE.REDIRECT_ID),
                nullable(row, CHANGE.MEDIA_ID),
                nullable(row, CHANGE.REVISION),
                row.get(CHANGE.SLUG),
                nullable(row, CHANGE.DETAIL));
    }

    private static <T> @Nullable T nullable(Record row, Field<T> field) {
        return row.get(field);
    }
}
