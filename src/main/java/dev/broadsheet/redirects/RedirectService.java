package dev.broadsheet.redirects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.articles.ArticleDeleted;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes redirects. Each call runs in the transaction of a write. Writes of redirects are serialized by an advisory
 * lock; they are rare, and concurrent writes could form a cycle.
 */
@ApplicationScoped
class RedirectService {

    /** A redirect to an article that is permanently deleted becomes a 410. */
    private static final String MARK_GONE = """
            update redirect set article_id = null, status = 410, version = version + 1, updated_at = ?::timestamptz
            where article_id = ? returning id, source
            """;

    /** Permanent Redirect (RFC 9110, section 15.4.9). */
    private static final int PERMANENT = 308;

    private final RedirectReader reader;
    private final RedirectQueries queries;
    private final RedirectChains chains;
    private final Preconditions preconditions;
    private final CurrentCaller caller;
    private final Clock clock;
    private final DSLContext sql;
    private final Event<Change> changes;

    RedirectService(
            RedirectReader reader,
            RedirectQueries queries,
            RedirectChains chains,
            Preconditions preconditions,
            CurrentCaller caller,
            Clock clock,
            DSLContext sql,
            Event<Change> changes) {
        this.reader = reader;
        this.queries = queries;
        this.chains = chains;
        this.preconditions = preconditions;
        this.caller = caller;
        this.clock = clock;
        this.sql = sql;
        this.changes = changes;
    }

    RedirectQueries.Stored create(@Nullable JsonNode body) {
        return underLock(() -> {
            check(null);
            return write(Redirect.create(), reader.read(body, null), RedirectChange.CREATED);
        });
    }

    RedirectQueries.Stored put(String name, @Nullable JsonNode body) {
        return underLock(() -> {
            Redirect redirect = require(name);
            check(redirect);
            RedirectView current = queries.get(redirect.id).view();
            return write(redirect, reader.read(body, current), RedirectChange.CHANGED);
        });
    }

    RedirectQueries.Stored patch(String name, @Nullable JsonNode patch) {
        return underLock(() -> {
            Redirect redirect = require(name);
            check(redirect);
            RedirectView current = queries.get(redirect.id).view();
            return write(redirect, reader.patch(patch, current), RedirectChange.CHANGED);
        });
    }

    /**
     * Creates permanent redirects to an article.
     *
     * @return the paths for which another write has created a redirect in the meantime; those redirects stay
     */
    List<SitePath> redirectToArticle(Collection<SitePath> paths, UUID article) {
        return underLock(() -> {
            List<SitePath> taken = new ArrayList<>();
            for (SitePath path : paths) {
                Redirect redirect = Redirect.create();
                if (queries.isTaken(path.text(), redirect.id)) {
                    taken.add(path);
                } else {
                    RedirectEdit edit = new RedirectEdit(path, Destination.article(article), PERMANENT, null);
                    write(redirect, edit, RedirectChange.CREATED);
                }
            }
            return taken;
        });
    }

    void delete(String name) {
        underLock(() -> {
            Redirect redirect = require(name);
            check(redirect);
            redirect.delete();
            changes.fire(RedirectChange.DELETED.of(redirect.id, redirect.source, clock.now()));
            return null;
        });
    }

    void markGone(@Observes ArticleDeleted event) {
        // Waits for transactions that are creating a redirect to the article, and blocks new ones.
        sql.fetch("select id from article where id = ? for update", event.article().id);
        sql.fetch(MARK_GONE, event.at().atOffset(ZoneOffset.UTC), event.article().id)
                .forEach(row -> changes.fire(RedirectChange.CHANGED.of(
                        row.get("id", UUID.class), row.get("source", String.class), event.at())));
    }

    private RedirectQueries.Stored write(Redirect redirect, RedirectEdit edit, RedirectChange type) {
        Instant now = clock.now();
        String from = edit.from().text();
        if (queries.isTaken(from, redirect.id)) {
            throw new Problem(
                    ProblemCode.DUPLICATE,
                    "There is another redirect from “" + from + "”.",
                    List.of(Fault.at("/from", "duplicate", "Taken.")));
        }
        if (redirect.apply(edit, chains.resolveEnd(edit.from(), edit.to(), redirect.id), now)) {
            redirect.persistAndFlush();
            changes.fire(type.of(redirect.id, from, now));
            chains.shorten(redirect, now);
        }
        return queries.get(redirect.id);
    }

    private static Redirect require(String name) {
        return Ids.parse(name)
                .flatMap(Redirect::findForUpdate)
                .orElseThrow(() -> new NotFoundProblem("redirect", name));
    }

    private void check(@Nullable Redirect redirect) {
        preconditions.check(
                redirect == null ? null : redirect.etag(),
                redirect == null ? null : redirect.updatedAt,
                caller.require().has(Flag.CONDITIONAL));
    }

    private <T> T underLock(Supplier<T> work) {
        sql.fetch("select pg_advisory_xact_lock(hashtextextended('redirects', 7))");
        return work.get();
    }
}
