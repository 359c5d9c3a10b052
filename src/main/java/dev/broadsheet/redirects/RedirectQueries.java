package dev.broadsheet.redirects;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/** Reads redirects for editors. */
@ApplicationScoped
class RedirectQueries {

    /** A redirect that was read or written, with its ETag. */
    record Stored(RedirectView view, String etag) {}

    private static final Field<UUID> ID = field(name("r", "id"), UUID.class);
    private static final Field<String> SOURCE = field(name("r", "source"), String.class);
    private static final Field<String> TARGET = field(name("r", "target"), String.class);
    private static final Field<Integer> STATUS = field(name("r", "status"), Integer.class);
    private static final Field<String> NOTE = field(name("r", "note"), String.class);
    private static final Field<Integer> VERSION = field(name("r", "version"), Integer.class);
    private static final Field<OffsetDateTime> CREATED = field(name("r", "created_at"), OffsetDateTime.class);
    private static final Field<OffsetDateTime> UPDATED = field(name("r", "updated_at"), OffsetDateTime.class);
    private static final Field<String> ARTICLE = field(name("a", "slug"), String.class);

    private static final char END_OF_ASCII = 0x7F;

    private final DSLContext sql;

    RedirectQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** @param prefix the beginning of their source; null for all redirects */
    Page<RedirectView> list(@Nullable String prefix, PageRequest page) {
        // A range, which can use the index under any plan. Stored paths are ASCII, and DEL sorts after all of their
        // characters.
        Condition listed = prefix == null ? noCondition() : SOURCE.ge(prefix).and(SOURCE.lt(prefix + END_OF_ASCII));
        Keyset sort =
                new Keyset(List.of(new Keyset.Key<>(SOURCE, false, from -> from, from -> from)), "redirects " + prefix);
        Long total = page.countTotal()
                ? Long.valueOf(sql.fetchCount(table(name("redirect")).as("r"), listed))
                : null;
        return sort.page(page, select().where(listed), total, RedirectQueries::view);
    }

    Stored get(UUID id) {
        Record row = select().where(ID.eq(id)).fetchOne();
        if (row == null) {
            throw new NotFoundProblem("redirect", id.toString());
        }
        return new Stored(view(row), "\"v" + row.get(VERSION) + "\"");
    }

    boolean isTaken(String from, UUID by) {
        return sql.fetchExists(table(name("redirect")).as("r"), SOURCE.eq(from).and(ID.ne(by)));
    }

    private SelectOnConditionStep<? extends Record> select() {
        return sql.select(ID, SOURCE, TARGET, STATUS, NOTE, VERSION, CREATED, UPDATED, ARTICLE)
                .from(table(name("redirect")).as("r"))
                .leftJoin(table(name("article")).as("a"))
                .on("a.id = r.article_id");
    }

    private static RedirectView view(Record row) {
        String article = row.get(ARTICLE);
        return new RedirectView(
                row.get(ID),
                row.get(SOURCE),
                article == null ? row.get(TARGET) : new RedirectView.ArticleTarget(article),
                row.get(STATUS),
                row.get(NOTE),
                row.get(CREATED).toInstant(),
                row.get(UPDATED).toInstant());
    }
}
