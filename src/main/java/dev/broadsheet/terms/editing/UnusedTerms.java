package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.TermTable.TERM;
import static org.jooq.impl.DSL.any;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.terms.TermChange;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.list.TermQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jooq.DSLContext;

/** Removes all terms of a kind that no article uses. */
@ApplicationScoped
class UnusedTerms {

    /** The terms that were removed. */
    @Schema(name = "RemovedTerms", description = "Deleted tags, authors or sections.")
    record Removed(@Schema(examples = "2") int removed, List<TermName> data) {}

    private final DSLContext sql;
    private final Clock clock;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Event<Change> changes;

    UnusedTerms(DSLContext sql, Clock clock, CurrentCaller caller, Preconditions preconditions, Event<Change> changes) {
        this.sql = sql;
        this.clock = clock;
        this.caller = caller;
        this.preconditions = preconditions;
        this.changes = changes;
    }

    /**
     * Locks the candidates and checks them again, to keep terms that other transactions have just added to an article.
     */
    Removed remove(TermKind kind) {
        preconditions.checkNew(caller.require().has(Flag.CONDITIONAL));
        List<UUID> candidates = sql.select(TERM.ID)
                .from(TERM)
                .where(TERM.KIND.eq(kind.text()))
                .and(TermQueries.UNUSED)
                .orderBy(TERM.ID)
                .forUpdate()
                .of(TERM)
                .fetch(TERM.ID);
        List<TermName> removed = sql.deleteFrom(TERM)
                .where(TERM.ID.eq(any(candidates.toArray(UUID[]::new))))
                .and(TermQueries.UNUSED)
                .returningResult(TERM.ID, TERM.SLUG, TERM.NAME)
                .fetch(row -> new TermName(row.value1(), row.value2(), row.value3()));
        Instant now = clock.now();
        removed.forEach(term -> changes.fire(TermChange.DELETED.of(term.id(), term.slug(), now)));
        return new Removed(removed.size(), removed);
    }
}
