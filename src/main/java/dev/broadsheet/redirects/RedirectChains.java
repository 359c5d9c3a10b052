package dev.broadsheet.redirects;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every redirect one step long, so that no client is redirected twice or in a cycle. The target of a new redirect
 * is followed to its end before it is stored. Existing redirects to its source are changed to point to its end. Runs
 * under the lock of {@link RedirectService}, so that two concurrent writes can't form a cycle.
 */
@ApplicationScoped
class RedirectChains {

    /** The redirect for the exact URL takes precedence over the redirect for the path alone. */
    private static final String NEXT = """
            select source, target, target_key, article_id, status from redirect
            where source in (?, ?) and id <> ? order by char_length(source) desc limit 1
            """;

    /**
     * For a source without a query this also matches redirects whose target has a query. None of those targets has a
     * redirect of its own for exactly that query; otherwise the target would already have been replaced.
     */
    private static final PreparedQuery TURN = PreparedQuery.ofSql("""
            update redirect r
            set target = :target::text, target_key = :target_key::text, article_id = :article::uuid,
                status = case when :gone then 410 else r.status end, version = version + 1, updated_at = :now::timestamptz
            where split_part(r.target_key, '?', 1) = :path and r.id <> :id and r.target_key is not null
                and (r.target_key = :source or :path_alone)
            returning r.id, r.source
            """);

    private final DSLContext sql;
    private final Event<Change> changes;

    RedirectChains(DSLContext sql, Event<Change> changes) {
        this.sql = sql;
        this.changes = changes;
    }

    /**
     * @param self the redirect that is written
     * @throws ValidationProblem 422 naming the cycle, or a redirect on the way that has status 410
     */
    Destination resolveEnd(SitePath from, Destination to, UUID self) {
        List<String> way = new ArrayList<>(List.of(from.text()));
        Destination end = to;
        for (SitePath place = end.place(); place != null; place = end.place()) {
            Record next = sql.fetchOne(NEXT, place.text(), place.path(), self);
            boolean exact = next != null && place.text().equals(next.get("source", String.class));
            if (from.equals(place) || from.covers(place) && !exact) {
                throw cycle(way, from.text());
            }
            if (next == null) {
                return end;
            }
            String source = next.get("source", String.class);
            if (way.contains(source)) {
                throw cycle(way, source);
            }
            way.add(source);
            end = destination(next);
            if (next.get("status", Integer.class) == Redirect.GONE) {
                throw new ValidationProblem(Fault.at(
                        "/to", "leads-nowhere", "“" + source + "” is a redirect with status 410: it is gone."));
            }
        }
        return end;
    }

    /** Changes the redirects to the source of {@code written} to point to its target. */
    void shorten(Redirect written, Instant now) {
        SitePath from = SitePath.of(written.source);
        boolean pathAlone = from.query() == null;
        TURN.with("target", written.target)
                .with("target_key", written.targetKey)
                .with("article", written.articleId)
                .with("gone", written.status == Redirect.GONE)
                .with("now", now.atOffset(ZoneOffset.UTC))
                .with("path", from.path())
                .with("id", written.id)
                .with("source", from.text())
                .with("path_alone", pathAlone)
                .fetch(sql)
                .forEach(row -> changes.fire(
                        RedirectChange.CHANGED.of(row.get("id", UUID.class), row.get("source", String.class), now)));
    }

    private static Destination destination(Record row) {
        @Nullable String key = row.get("target_key", String.class);
        return new Destination(
                row.get("target", String.class),
                key == null ? null : SitePath.of(key),
                row.get("article_id", UUID.class));
    }

    private static ValidationProblem cycle(List<String> way, String back) {
        return new ValidationProblem(Fault.at(
                "/to",
                "redirect-loop",
                "The redirects would form a loop: " + String.join(" → ", way) + " → " + back + "."));
    }
}
