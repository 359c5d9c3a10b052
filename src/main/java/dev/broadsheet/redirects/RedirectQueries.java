package dev.broadsheet.redirects;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.redirects.RedirectTable.REDIRECT;
import static org.jooq.impl.DSL.noCondition;

import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/** Reads redirects for editors. */
@ApplicationScoped
class RedirectQueries {

    /** A redirect that was read or written, with its ETag. */
    record Stored(RedirectView view, String etag) {}

    private static final char END_OF_ASCII = 0x7F;

    private final DSLContext sql;

    RedirectQueries(DSLContext sql) {
        this.sql = sql;
    }

    /** @param prefix the beginning of their source; null for all redirects */
    Page<RedirectView> list(@Nullable String prefix, PageRequest page) {
        // A range, which can use the index under any plan. Stored paths are ASCII, and DEL sorts after all of their
        // characters.
        Condition listed = prefix == null
                ? noCondition()
                : REDIRECT.SOURCE.ge(prefix).and(REDIRECT.SOURCE.lt(prefix + END_OF_ASCII));
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(REDIRECT.SOURCE, false, from -> from, from -> from)), "redirects " + prefix);
        Long total = page.countTotal() ? Long.valueOf(sql.fetchCount(REDIRECT, listed)) : null;
        return sort.page(page, select().where(listed), total, RedirectQueries::view);
    }

    Stored get(UUID id) {
        Record row = select().where(REDIRECT.ID.eq(id)).fetchOne();
        if (row == null) {
            throw new NotFoundProblem("redirect", id.toString());
        }
        return new Stored(view(row), "\"v" + row.get(REDIRECT.VERSION) + "\"");
    }

    boolean isTaken(String from, UUID by) {
        return sql.fetchExists(REDIRECT, REDIRECT.SOURCE.eq(from).and(REDIRECT.ID.ne(by)));
    }

    private SelectOnConditionStep<? extends Record> select() {
        return sql.select(
                        REDIRECT.ID,
                        REDIRECT.SOURCE,
                        REDIRECT.TARGET,
                        REDIRECT.STATUS,
                        REDIRECT.NOTE,
                        REDIRECT.VERSION,
                        REDIRECT.CREATED_AT,
                        REDIRECT.UPDATED_AT,
                        ARTICLE.SLUG)
                .from(REDIRECT)
                .leftJoin(ARTICLE)
                .on(ARTICLE.ID.eq(REDIRECT.ARTICLE_ID));
    }

    private static RedirectView view(Record row) {
        String article = row.get(ARTICLE.SLUG);
        return new RedirectView(
                row.get(REDIRECT.ID),
                row.get(REDIRECT.SOURCE),
                article == null ? row.get(REDIRECT.TARGET) : new RedirectView.ArticleTarget(article),
                row.get(REDIRECT.STATUS),
                row.get(REDIRECT.NOTE),
                row.get(REDIRECT.CREATED_AT).toInstant(),
                row.get(REDIRECT.UPDATED_AT).toInstant());
    }
}
