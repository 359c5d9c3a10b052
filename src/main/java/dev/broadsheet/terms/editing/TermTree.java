package dev.broadsheet.terms.editing;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The parents of terms. A change of a parent locks the tree of its kind until the end of the transaction, because two
 * changes that are valid alone could form a cycle together.
 */
@ApplicationScoped
class TermTree {

    static final int MAX_DEPTH = 10;

    /**
     * Stops at 21 levels: more than {@link #MAX_DEPTH}, so that a tree that is too deep is detected, and finite even in
     * a cycle.
     */
    private static final String MEASURE = """
            with recursive up as (
                select ?::uuid as id, 1 as depth
                union all
                select t.parent_id, u.depth + 1 from up u join term t on t.id = u.id
                where t.parent_id is not null and u.depth <= 20),
            down as (
                select ?::uuid as id, 1 as depth
                union all
                select t.id, d.depth + 1 from down d join term t on t.parent_id = d.id where d.depth <= 20)
            select (select max(depth) from up) as above, (select max(depth) from down) as below,
                exists (select 1 from up where id = ?::uuid) as ring
            """;

    private final DSLContext sql;
    private final Terms terms;

    TermTree(DSLContext sql, Terms terms) {
        this.sql = sql;
        this.terms = terms;
    }

    /** Call it before locking any row: a transaction that waits here then holds no lock that the other needs. */
    void lock(TermKind kind) {
        sql.fetch("select pg_advisory_xact_lock(hashtextextended(?, 8))", kind.text());
    }

    /** Returns the id of the term, or fails with 422 if there is none. */
    UUID require(TermRef ref) {
        UUID id = terms.find(List.of(ref)).get(ref);
        if (id == null) {
            throw new ValidationProblem(Fault.at(
                    ref.pointer(),
                    "unknown-" + ref.kind().text(),
                    "There is no " + ref.kind().text() + " “" + (ref.id() == null ? ref.name() : ref.id()) + "”."));
        }
        return id;
    }

    /**
     * @param term null for a new one
     * @throws ValidationProblem if the term would lie below itself or too deep
     */
    void check(@Nullable UUID term, UUID parent) {
        Record measured = measure(parent, term);
        if (measured.get("ring", Boolean.class)) {
            throw new ValidationProblem(Fault.at("/parent", "cycle", "It would be below itself."));
        }
        if (measured.get("above", Integer.class) + measured.get("below", Integer.class) > MAX_DEPTH) {
            throw new ValidationProblem(
                    Fault.at("/parent", "too-deep", "The tree may have at most " + MAX_DEPTH + " levels."));
        }
    }

    /**
     * Moves the children of a merged term below the term it is merged into. If that term was itself below the merged
     * one, it moves up to the merged term's parent.
     *
     * @throws ValidationProblem if the resulting tree is too deep
     */
    void inherit(UUID from, UUID into) {
        if (measure(into, from).get("ring", Boolean.class)) {
            sql.execute(
                    "update term set parent_id = (select parent_id from term where id = ?) where id = ?", from, into);
        }
        sql.execute("update term set parent_id = ? where parent_id = ?", into, from);
        Record measured = measure(into, into);
        if (measured.get("above", Integer.class) + measured.get("below", Integer.class) - 1 > MAX_DEPTH) {
            throw new ValidationProblem(Fault.at(
                    "/into",
                    "too-deep",
                    "The tree may have at most " + MAX_DEPTH + " levels; the merge would exceed them."));
        }
    }

    /** Measures {@code from} and its ancestors, and {@code to} and its descendants. */
    private Record measure(UUID from, @Nullable UUID to) {
        return Objects.requireNonNull(sql.resultQuery(MEASURE, from, to, to).fetchOne());
    }
}
