package dev.broadsheet.access.audit;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

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
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads the change log as an audit log. Indexes on time, article and time, and key and time serve the pages. */
@ApplicationScoped
class AuditLog {

    private static final Field<Long> ID = field(name("c", "id"), Long.class);
    private static final Field<OffsetDateTime> AT = field(name("c", "at"), SQLDataType.OFFSETDATETIME);
    private static final Field<String> KIND = field(name("c", "kind"), String.class);
    private static final Field<UUID> KEY = field(name("c", "key_id"), UUID.class);
    private static final Field<String> ACTOR = field(name("c", "actor"), String.class);
    private static final Field<String> ADDRESS = field(name("c", "address"), String.class);
    private static final Field<UUID> ARTICLE = field(name("c", "article_id"), UUID.class);
    private static final Field<UUID> TERM = field(name("c", "term_id"), UUID.class);
    private static final Field<UUID> REDIRECT = field(name("c", "redirect_id"), UUID.class);
    private static final Field<Integer> REVISION = field(name("c", "revision"), Integer.class);
    private static final Field<String> NAME = field(name("c", "slug"), String.class);
    private static final Field<String> DETAIL = field(name("c", "detail"), String.class);

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
                        new Keyset.Key<>(AT, true, time -> String.valueOf(time.toInstant()), Keyset::time),
                        new Keyset.Key<>(ID, true, String::valueOf, Long::valueOf)),
                "audit " + filter);
        Long total = page.countTotal()
                ? Long.valueOf(sql.fetchCount(table(name("change")).as("c"), wanted))
                : null;
        return sort.page(
                page,
                sql.select(ID, AT, KIND, KEY, ACTOR, ADDRESS, ARTICLE, TERM, REDIRECT, REVISION, NAME, DETAIL)
                        .from(table(name("change")).as("c"))
                        .where(wanted),
                total,
                AuditLog::entry);
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
                    .map(ARTICLE::eq)
                    .orElse(falseCondition()));
        }
        if (filter.by() != null) {
            UUID key = Ids.parse(filter.by()).orElse(null);
            conditions.add(key == null ? ACTOR.eq(filter.by()) : KEY.eq(key));
        }
        if (!filter.actions().isEmpty()) {
            conditions.add(KIND.in(filter.actions()));
        }
        if (filter.from() != null) {
            conditions.add(AT.ge(utc(filter.from())));
        }
        if (filter.to() != null) {
            conditions.add(AT.lt(utc(filter.to())));
        }
        return org.jooq.impl.DSL.and(conditions);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(Record row) {
        return new AuditEntry(
                row.get(AT).toInstant(),
                row.get(ACTOR),
                nullable(row, KEY),
                nullable(row, ADDRESS),
                row.get(KIND),
                nullable(row, ARTICLE),
                nullable(row, TERM),
                nullable(row, REDIRECT),
                nullable(row, REVISION),
                row.get(NAME),
                nullable(row, DETAIL));
    }

    private static <T> @Nullable T nullable(Record row, Field<T> field) {
        return row.get(field);
    }
}
