package dev.broadsheet.terms;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.access.Flag;
import dev.broadsheet.kernel.Change;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.http.Preconditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;

/** Where terms are kept: each write checks its preconditions under the row's lock and leaves a change in the log. */
@ApplicationScoped
class TermShelf {

    /** What was read or written, for an answer. */
    record Stored(TermView view, String etag, boolean made) {}

    private static final Field<UUID> ID = field(name("term", "id"), UUID.class);
    private static final Field<String> KIND = field(name("term", "kind"), String.class);
    private static final Field<String> SLUG = field(name("term", "slug"), String.class);
    private static final Field<String> NAME = field(name("term", "name"), String.class);
    private static final Field<OffsetDateTime> CREATED = field(name("term", "created_at"), OffsetDateTime.class);
    private static final Field<OffsetDateTime> UPDATED = field(name("term", "updated_at"), OffsetDateTime.class);
    private static final Field<Integer> VERSION = field(name("term", "version"), Integer.class);
    private static final Field<String> DESCRIPTION = field(name("term", "description"), String.class);
    private static final Condition CARRIED =
            exists(selectOne().from("publication_term").where("publication_term.term_id = term.id"));
    private static final Field<Integer> ARTICLES = field(
                    selectCount().from("publication_term").where("publication_term.term_id = term.id"))
            .as("articles");
    private static final Field<Integer> WORKING_COPIES = field(
                    selectCount().from("article_term").where("article_term.term_id = term.id"))
            .as("working_copies");

    private final DSLContext sql;
    private final Clock clock;
    private final Caller caller;
    private final Preconditions preconditions;
    private final Event<Change> changes;

    TermShelf(DSLContext sql, Clock clock, Caller caller, Preconditions preconditions, Event<Change> changes) {
        this.sql = sql;
        this.clock = clock;
        this.caller = caller;
        this.preconditions = preconditions;
        this.changes = changes;
    }

    Page<TermView> list(TermKind kind, PageRequest page, boolean editor) {
        Condition listed = KIND.eq(kind.text()).and(editor ? noCondition() : CARRIED);
        Keyset sort = new Keyset(
                List.of(
                        new Keyset.Key<>(lower(NAME), false, name -> name, name -> name),
                        new Keyset.Key<>(ID, false, UUID::toString, UUID::fromString)),
                "terms " + kind.text() + " " + editor);
        Long total = page.counted()
                ? Long.valueOf(sql.fetchCount(sql.selectOne().from("term").where(listed)))
                : null;
        return sort.page(page, select(editor).where(listed), total, row -> view(row, editor));
    }

    /** By id, slug or former slug. */
    Stored get(TermKind kind, String name, boolean editor) {
        UUID id = find(kind, name).orElseThrow(() -> new NotFound(kind.text(), name));
        Record row = select(editor)
                .where(ID.eq(id))
                .and(editor ? noCondition() : CARRIED)
                .fetchOne();
        if (row == null) {
            throw new NotFound(kind.text(), name);
        }
        return new Stored(view(row, editor), "\"v" + row.get(VERSION) + "\"", false);
    }

    Stored create(TermKind kind, @Nullable String slugInUrl, TermEdit edit) {
        preconditions.check(null, caller.require().has(Flag.CONDITIONAL));
        String name = edit.name() == null ? slugInUrl : edit.name();
        if (name == null) {
            throw new Invalid(Fault.at("/name", "required", "A name is needed."));
        }
        String slug = edit.slug() != null ? edit.slug() : slugInUrl != null ? slugInUrl : Wanted.spell(name);
        Instant now = clock.now();
        claim(kind, slug, null);
        Term term = Term.named(kind, slug, name, edit.description(), now);
        term.persistAndFlush();
        changes.fire(Change.ofTerm(Change.Kind.TERM_CREATED, term.id, slug, now));
        return new Stored(get(kind, term.id.toString(), true).view(), term.etag(), true);
    }

    Stored put(TermKind kind, String name, JsonNode body) {
        TermEdit edit = TermEdit.read(body);
        Optional<Term> found = find(kind, name).flatMap(Term::lock);
        if (found.isEmpty()) {
            if (!Slug.isValid(name)) {
                throw new NotFound(kind.text(), name);
            }
            if (edit.slug() != null && !edit.slug().equals(name)) {
                throw new Invalid(Fault.at("/slug", "slug-mismatch", "The URL says “" + name + "”, the body another."));
            }
            return create(kind, name, edit);
        }
        return change(found.get(), edit.slug(), edit.name(), edit.description());
    }

    Stored patch(TermKind kind, String name, JsonNode patch) {
        TermEdit edit = TermEdit.read(patch);
        Term term = find(kind, name).flatMap(Term::lock).orElseThrow(() -> new NotFound(kind.text(), name));
        return change(term, edit.slug(), edit.name(), patch.has("description") ? edit.description() : term.description);
    }

    void delete(TermKind kind, String name, boolean force) {
        Term term = find(kind, name).flatMap(Term::lock).orElseThrow(() -> new NotFound(kind.text(), name));
        preconditions.check(term.etag(), caller.require().has(Flag.CONDITIONAL));
        boolean used = sql.fetchExists(sql.selectOne()
                .from("article_term")
                .where(field(name("term_id"), UUID.class).eq(term.id)));
        boolean shown = sql.fetchExists(sql.selectOne()
                .from("publication_term")
                .where(field(name("term_id"), UUID.class).eq(term.id)));
        if ((used || shown) && !force) {
            throw new Problem(
                    ProblemCode.IN_USE,
                    "Articles carry this " + kind.text() + ". force=true takes it off them as well.");
        }
        changes.fire(Change.ofTerm(Change.Kind.TERM_DELETED, term.id, term.slug, clock.now()));
        term.delete();
    }

    private Stored change(Term term, @Nullable String slug, @Nullable String name, @Nullable String description) {
        preconditions.check(term.etag(), caller.require().has(Flag.CONDITIONAL));
        String formerSlug = term.slug;
        String newSlug = Objects.requireNonNullElse(slug, term.slug);
        Instant now = clock.now();
        claim(term.kind, newSlug, term.id);
        if (term.describe(newSlug, Objects.requireNonNullElse(name, term.name), description, now)) {
            term.persistAndFlush();
            if (!formerSlug.equals(newSlug)) {
                sql.execute(
                        "insert into term_alias (kind, slug, term_id) values (?, ?, ?) on conflict (kind, slug) do update set term_id = excluded.term_id",
                        term.kind.text(),
                        formerSlug,
                        term.id);
                sql.execute("delete from term_alias where kind = ? and slug = ?", term.kind.text(), newSlug);
            }
            changes.fire(Change.ofTerm(Change.Kind.TERM_CHANGED, term.id, newSlug, now));
        }
        return new Stored(get(term.kind, term.id.toString(), true).view(), term.etag(), false);
    }

    /** A slug that is or was another's is taken: links to it must go on meaning what they meant. */
    private void claim(TermKind kind, String slug, @Nullable UUID owner) {
        Optional<UUID> holder = find(kind, slug);
        if (holder.isPresent() && !holder.get().equals(owner)) {
            throw new Problem(
                    ProblemCode.DUPLICATE,
                    "The slug “" + slug + "” belongs to another " + kind.text() + ".",
                    List.of(Fault.at("/slug", "duplicate", "Taken.")));
        }
    }

    private Optional<UUID> find(TermKind kind, String name) {
        UUID id = Ids.parse(name).orElse(null);
        return Optional.ofNullable(sql.resultQuery("""
                        select coalesce(
                            (select id from term where kind = ? and id = ?),
                            (select id from term where kind = ? and slug = ?),
                            (select term_id from term_alias where kind = ? and slug = ?)) as id
                        """, kind.text(), id, kind.text(), name, kind.text(), name)
                .fetchOne("id", UUID.class));
    }

    private SelectJoinStep<? extends Record> select(boolean editor) {
        return editor
                ? sql.select(
                                ID,
                                SLUG,
                                NAME,
                                lower(NAME),
                                DESCRIPTION,
                                VERSION,
                                CREATED,
                                UPDATED,
                                ARTICLES,
                                WORKING_COPIES)
                        .from(table(name("term")))
                : sql.select(ID, SLUG, NAME, lower(NAME), DESCRIPTION, VERSION, CREATED, UPDATED, ARTICLES)
                        .from(table(name("term")));
    }

    private static TermView view(Record row, boolean editor) {
        return new TermView(
                row.get(ID),
                row.get(SLUG),
                row.get(NAME),
                row.get(DESCRIPTION),
                row.get(ARTICLES),
                editor ? Long.valueOf(row.get(WORKING_COPIES)) : null,
                row.get(CREATED).toInstant(),
                row.get(UPDATED).toInstant());
    }
}
