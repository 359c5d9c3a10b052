package dev.broadsheet.terms.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.http.Preconditions;
import dev.broadsheet.terms.Term;
import dev.broadsheet.terms.TermAliases;
import dev.broadsheet.terms.TermChange;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermSlugs;
import dev.broadsheet.terms.list.TermQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes terms. Each write checks its preconditions under the row lock and adds a change to the log. */
@ApplicationScoped
class TermService {

    private final DSLContext sql;
    private final TermQueries queries;
    private final TermAliases aliases;
    private final TermSlugs slugs;
    private final TermTree tree;
    private final Clock clock;
    private final CurrentCaller caller;
    private final Preconditions preconditions;
    private final Event<Change> changes;

    TermService(
            DSLContext sql,
            TermQueries queries,
            TermAliases aliases,
            TermSlugs slugs,
            TermTree tree,
            Clock clock,
            CurrentCaller caller,
            Preconditions preconditions,
            Event<Change> changes) {
        this.sql = sql;
        this.queries = queries;
        this.aliases = aliases;
        this.slugs = slugs;
        this.tree = tree;
        this.clock = clock;
        this.caller = caller;
        this.preconditions = preconditions;
        this.changes = changes;
    }

    TermQueries.Stored create(TermKind kind, @Nullable String slugInUrl, TermEdit edit) {
        preconditions.checkNew(caller.require().has(Flag.CONDITIONAL));
        String name = edit.name() == null ? slugInUrl : edit.name();
        if (name == null) {
            throw new ValidationProblem(Fault.at("/name", "required", "A name is needed."));
        }
        String given = edit.slug() != null ? edit.slug() : slugInUrl;
        UUID parent = parent(kind, edit, null);
        aliases.claim(kind, null, given, name, Objects.requireNonNullElse(edit.aliases(), List.of()));
        String slug = given == null ? freeSlug(kind, name) : given;
        Instant now = clock.now();
        Term term = Term.of(
                kind, new Term.Attributes(slug, name, edit.description(), edit.url(), edit.colour(), parent), now);
        term.persistAndFlush();
        aliases.update(term, null, edit.aliases());
        changes.fire(TermChange.CREATED.of(term.id, slug, now));
        return new TermQueries.Stored(queries.get(term.id).view(), term.etag(), true);
    }

    /**
     * If another transaction takes the numbered slug at the same moment, the unique index refuses it, and the write is
     * retried.
     */
    private String freeSlug(TermKind kind, String name) {
        return slugs.free(List.of(new TermSlugs.Base(kind, slugs.spell(name))))
                .get(0)
                .slug();
    }

    TermQueries.Stored put(TermKind kind, String name, JsonNode body) {
        TermEdit edit = TermEdit.read(kind, body);
        lockTreeFor(kind, edit);
        TermAliases.lock(sql, List.of(kind.text() + "/" + name));
        Optional<Term> found = queries.find(kind, name).flatMap(Term::findForUpdate);
        if (found.isEmpty()) {
            if (!Slug.isValid(name)) {
                throw new NotFoundProblem(kind.text(), name);
            }
            if (edit.slug() != null && !edit.slug().equals(name)) {
                throw new ValidationProblem(
                        Fault.at("/slug", "slug-mismatch", "The URL says “" + name + "”, the body another."));
            }
            return create(kind, name, edit);
        }
        TermEdit.checkServerOwned(body, found.get());
        return change(found.get(), edit, false);
    }

    TermQueries.Stored patch(TermKind kind, String name, JsonNode patch) {
        TermEdit edit = TermEdit.read(kind, patch);
        lockTreeFor(kind, edit);
        Term term = queries.find(kind, name)
                .flatMap(Term::findForUpdate)
                .orElseThrow(() -> new NotFoundProblem(kind.text(), name));
        TermEdit.checkServerOwned(patch, term);
        return change(term, edit, true);
    }

    void delete(TermKind kind, String name, boolean force) {
        UUID id = queries.find(kind, name).orElseThrow(() -> new NotFoundProblem(kind.text(), name));
        // FOR UPDATE, stronger than the lock of a change: it waits for transactions that are filing an article under
        // the term, so that the check below sees their rows.
        sql.fetch("select 1 from term where id = ? for update", id);
        Term term = Term.findForUpdate(id).orElseThrow(() -> new NotFoundProblem(kind.text(), name));
        check(term);
        boolean used = sql.fetchValue(
                        "select exists (select 1 from article_term where term_id = ?) or exists (select 1 from publication_term where term_id = ?)",
                        id,
                        id)
                .equals(true);
        if (used && !force) {
            throw new Problem(
                    ProblemCode.IN_USE,
                    "Articles use this " + kind.text() + ". force=true removes it from them as well.");
        }
        changes.fire(TermChange.DELETED.of(term.id, term.slug, clock.now()));
        term.delete();
    }

    private TermQueries.Stored change(Term term, TermEdit edit, boolean patch) {
        check(term);
        Term.Attributes before = term.attributes();
        Term.Attributes after = edit.over(before, patch, parent(term.kind, edit, term.id));
        aliases.claim(
                term.kind,
                term.id,
                after.slug(),
                after.name().equals(before.name()) ? null : after.name(),
                Objects.requireNonNullElse(edit.aliases(), List.of()));
        term.slug = after.slug();
        term.name = after.name();
        boolean others = aliases.update(term, before, edit.aliases());
        if (others || !after.equals(before)) {
            Instant now = clock.now();
            term.change(after, now);
            term.persistAndFlush();
            changes.fire(TermChange.CHANGED.of(term.id, after.slug(), now));
        }
        return new TermQueries.Stored(queries.get(term.id).view(), term.etag(), false);
    }

    private void lockTreeFor(TermKind kind, TermEdit edit) {
        if (edit.parent() != null) {
            tree.lock(kind);
        }
    }

    private @Nullable UUID parent(TermKind kind, TermEdit edit, @Nullable UUID term) {
        if (edit.parent() == null) {
            return null;
        }
        tree.lock(kind);
        UUID parent = tree.require(edit.parent());
        tree.check(term, parent);
        return parent;
    }

    private void check(Term term) {
        preconditions.check(term.etag(), term.updatedAt, caller.require().has(Flag.CONDITIONAL));
    }
}
