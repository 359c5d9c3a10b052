package dev.broadsheet.terms.editing;

import static dev.broadsheet.terms.TermTable.TERM;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.cache.dependency.TermsChanged;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.terms.FoldedName;
import dev.broadsheet.terms.Term;
import dev.broadsheet.terms.TermAliases;
import dev.broadsheet.terms.TermChange;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermMerged;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.list.TermQueries;
import dev.broadsheet.writes.RetryableConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/**
 * Merges a term into another. Articles are not touched, however many there are: their revisions are immutable, and
 * their published versions and ETags stay. They keep the id that they were written with; a row in {@code term_former}
 * maps that id to the remaining term where names are joined. The owners of the indexes by term rewrite them when they
 * observe {@link TermMerged}, so that lists, counts and facets use one id. Revisions that are published or restored
 * later get the remaining term, too.
 *
 * <p>Merges of one kind run one after the other. A transaction that adds the merged term to an article either comes
 * first, because the merge waits for its lock on the term's row, or fails on the foreign key, is retried and finds the
 * remaining term. A correction (publishing again with the same terms) doesn't write the article's term rows. It locks
 * the existing rows, and sees them rewritten if it comes second.
 */
@ApplicationScoped
class TermMerge {

    /** The request body. */
    @Schema(name = "TermMerge", description = "The target of a merge.")
    record MergeRequest(
            @Schema(
                    implementation = String.class,
                    required = true,
                    description = "Required. The remaining one, by slug, name or id, or an object as in responses.",
                    examples = "energy")
            TermRef into,

            @Schema(description = "New name of the remaining one; its slug stays.", maxLength = 200) @Nullable
            String name) {

        static MergeRequest read(TermKind kind, JsonNode body) {
            List<Fault> faults = new ArrayList<>();
            JsonFields fields = new JsonFields(body, "", faults);
            if (fields.get("into") == null) {
                fields.fault("into", "required", "Say into which " + kind.text() + ".");
            }
            TermRef into = TermEdit.one(fields, "into", kind);
            String name = fields.text("name", 200);
            fields.rejectUnknown();
            if (into == null || !faults.isEmpty()) {
                throw new ValidationProblem(faults);
            }
            return new MergeRequest(into, name);
        }
    }

    private record LockedTerm(UUID id, String slug, String name, int version, Instant updatedAt) {}

    private final DSLContext sql;
    private final TermQueries queries;
    private final TermAliases aliases;
    private final TermTree tree;
    private final Clock clock;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Event<Change> changes;
    private final Event<TermMerged> merged;
    private final Event<TermsChanged> altered;

    TermMerge(
            DSLContext sql,
            TermQueries queries,
            TermAliases aliases,
            TermTree tree,
            Clock clock,
            CurrentCaller caller,
            Preconditions preconditions,
            Event<Change> changes,
            Event<TermMerged> merged,
            Event<TermsChanged> altered) {
        this.sql = sql;
        this.queries = queries;
        this.aliases = aliases;
        this.tree = tree;
        this.clock = clock;
        this.caller = caller;
        this.preconditions = preconditions;
        this.changes = changes;
        this.merged = merged;
        this.altered = altered;
    }

    /** Idempotent: a name that already leads to the target counts as merged. */
    TermQueries.Stored merge(TermKind kind, String name, JsonNode body) {
        MergeRequest request = MergeRequest.read(kind, body);
        tree.lock(kind);
        NotFoundProblem unknown = new NotFoundProblem(kind.text(), name);
        UUID leaving = queries.find(kind, name).orElseThrow(() -> unknown);
        UUID staying = tree.require(request.into());
        Instant now = clock.now();
        if (leaving.equals(staying)) {
            return alreadyMerged(staying, name, request, now);
        }
        boolean first = leaving.compareTo(staying) < 0;
        Optional<LockedTerm> gone = first ? lockLeaving(leaving) : Optional.empty();
        Optional<LockedTerm> kept = lockStaying(staying);
        gone = first ? gone : lockLeaving(leaving);
        if (gone.isEmpty() || kept.isEmpty()) {
            throw new RetryableConflict(unknown);
        }
        check(gone.get());
        move(kind, gone.get(), staying);
        altered.fire(new TermsChanged(Set.of(leaving, staying)));
        String text = request.name() == null ? kept.get().name() : request.name();
        rename(kind, kept.get(), text, now);
        changes.fire(TermChange.MERGED
                .of(staying, kept.get().slug(), now)
                .withDetail("“" + gone.get().slug() + "” (" + leaving + ") into “"
                        + kept.get().slug() + "”"));
        return queries.get(staying);
    }

    private void move(TermKind kind, LockedTerm gone, UUID staying) {
        merged.fire(new TermMerged(gone.id(), staying));
        aliases.inherit(kind, gone.id(), staying, gone.slug(), gone.name());
        tree.inherit(gone.id(), staying);
        sql.execute("update term_former set term_id = ? where term_id = ?", staying, gone.id());
        sql.execute("insert into term_former (id, kind, term_id) values (?, ?, ?)", gone.id(), kind.text(), staying);
        // Cascades to the rows of articles that had both terms.
        sql.deleteFrom(TERM).where(TERM.ID.eq(gone.id())).execute();
    }

    private TermQueries.Stored alreadyMerged(UUID term, String name, MergeRequest request, Instant now) {
        if (queries.get(term).isCanonicalName(name)) {
            throw new ValidationProblem(Fault.at("/into", "itself", "It can't be merged into itself."));
        }
        LockedTerm locked =
                lockStaying(term).orElseThrow(() -> new RetryableConflict(new NotFoundProblem("term", name)));
        check(locked);
        if (request.name() != null && !request.name().equals(locked.name())) {
            rename(request.into().kind(), locked, request.name(), now);
            changes.fire(TermChange.CHANGED.of(term, locked.slug(), now));
        }
        return queries.get(term);
    }

    private void rename(TermKind kind, LockedTerm term, String name, Instant now) {
        if (!name.equals(term.name())) {
            aliases.claim(kind, term.id(), term.slug(), name, List.of());
        }
        if (!FoldedName.of(name).equals(FoldedName.of(term.name()))) {
            aliases.keepFormerName(kind, term.id(), term.id(), term.name());
        }
        sql.update(TERM)
                .set(TERM.NAME, name)
                .set(TERM.FOLDED, FoldedName.of(name))
                .set(TERM.VERSION, TERM.VERSION.plus(1))
                .set(TERM.UPDATED_AT, now.atOffset(ZoneOffset.UTC))
                .where(TERM.ID.eq(term.id()))
                .execute();
    }

    /** FOR NO KEY UPDATE, so that transactions that file an article under the term don't wait. */
    private Optional<LockedTerm> lockStaying(UUID id) {
        return selectTerm(id).forNoKeyUpdate().fetchOptional(TermMerge::toLockedTerm);
    }

    private Optional<LockedTerm> lockLeaving(UUID id) {
        return selectTerm(id).forUpdate().fetchOptional(TermMerge::toLockedTerm);
    }

    private SelectConditionStep<Record5<UUID, String, String, Integer, OffsetDateTime>> selectTerm(UUID id) {
        return sql.select(TERM.ID, TERM.SLUG, TERM.NAME, TERM.VERSION, TERM.UPDATED_AT)
                .from(TERM)
                .where(TERM.ID.eq(id));
    }

    private static LockedTerm toLockedTerm(Record5<UUID, String, String, Integer, OffsetDateTime> row) {
        return new LockedTerm(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5().toInstant());
    }

    private void check(LockedTerm term) {
        preconditions.check(
                Term.etag(term.version()), term.updatedAt(), caller.require().has(Flag.CONDITIONAL));
    }
}
