package dev.broadsheet.terms;

import dev.broadsheet.kernel.Change;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Finds terms by whatever name they go by, and makes them on first use. */
@ApplicationScoped
public class Terms {

    /** Slug before name before former slug: what can be seen in a URL today wins. */
    private static final String FIND = """
            select w.place, f.id, f.slug, f.name
            from unnest(?::text[], ?::uuid[], ?::text[], ?::text[]) with ordinality as w(kind, id, slug, name, place)
            left join term f on f.id = coalesce(
                (select t.id from term t where t.kind = w.kind and t.id = w.id),
                (select t.id from term t where w.id is null and t.kind = w.kind and t.slug = w.slug),
                (select t.id from term t where w.id is null and t.kind = w.kind and lower(t.name) = lower(w.name)
                    order by t.id limit 1),
                (select a.term_id from term_alias a where w.id is null and a.kind = w.kind and a.slug = w.slug))
            order by w.place
            """;

    /** Names no term, but keeps concurrent writers that make the same one from failing: the later finds the earlier's. */
    private static final String MAKE = """
            insert into term (id, kind, slug, name, version, created_at, updated_at)
            select n.id, n.kind, n.slug, n.name, 1, ?::timestamptz, ?::timestamptz
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as n(id, kind, slug, name)
            on conflict (kind, slug) do nothing
            returning id, kind, slug, name
            """;

    private final DSLContext sql;
    private final Clock clock;
    private final Event<Change> changes;
    private final TransactionSynchronizationRegistry transaction;

    Terms(DSLContext sql, Clock clock, Event<Change> changes, TransactionSynchronizationRegistry transaction) {
        this.sql = sql;
        this.clock = clock;
        this.changes = changes;
        this.transaction = transaction;
    }

    /**
     * The ids of the terms named, made where they are new. One statement when all are known.
     *
     * @param mayMake whether the caller's key may make new ones
     * @throws Invalid 422 naming each that can't be had
     */
    public Map<Wanted, UUID> resolve(Collection<Wanted> wanted, boolean mayMake) {
        Map<Wanted, UUID> found = find(wanted);
        List<Wanted> missing =
                wanted.stream().filter(term -> !found.containsKey(term)).toList();
        if (!missing.isEmpty()) {
            List<Fault> faults = new ArrayList<>();
            for (Wanted term : missing) {
                if (term.id() != null) {
                    faults.add(Fault.at(
                            term.pointer(),
                            "unknown-" + term.kind().text(),
                            "There is no " + term.kind().text() + " with the id " + term.id() + "."));
                } else if (!mayMake) {
                    faults.add(Fault.at(
                            term.pointer(),
                            "new-" + term.kind().text(),
                            "There is no " + term.kind().text() + " “" + term.name()
                                    + "”, and this key may not make one."));
                }
            }
            if (!faults.isEmpty()) {
                throw new Invalid(faults);
            }
            found.putAll(make(missing));
            found.putAll(find(
                    missing.stream().filter(term -> !found.containsKey(term)).toList()));
        }
        return found;
    }

    /** The terms that go by these names; unknown ones are left out. */
    public Map<Wanted, UUID> find(Collection<Wanted> wanted) {
        Map<Wanted, UUID> found = new LinkedHashMap<>();
        if (wanted.isEmpty()) {
            return found;
        }
        List<Wanted> asked = List.copyOf(wanted);
        var rows = sql.fetch(look(asked));
        for (Record row : rows) {
            if (row.get("id") != null) {
                found.put(asked.get(row.get("place", Integer.class) - 1), remember(row));
            }
        }
        return found;
    }

    /** The same as a table, for a query that has more to ask of them: {@code place} in the list, from 1, and {@code id}. */
    public static Table<?> named(List<Wanted> wanted) {
        return DSL.table("({0})", look(wanted));
    }

    private static ResultQuery<Record> look(List<Wanted> wanted) {
        return DSL.resultQuery(
                FIND,
                wanted.stream().map(term -> term.kind().text()).toArray(String[]::new),
                wanted.stream().map(Wanted::id).toArray(UUID[]::new),
                wanted.stream().map(Wanted::slug).toArray(String[]::new),
                wanted.stream().map(Wanted::name).toArray(String[]::new));
    }

    /**
     * The names of these terms, as articles show them. A deleted one has none. A write asks for the same ones more than
     * once, so they are remembered until its transaction ends.
     */
    public Map<UUID, TermName> names(Collection<UUID> ids) {
        Map<UUID, TermName> names = new HashMap<>(known());
        names.keySet().retainAll(ids);
        List<UUID> missing = ids.stream().filter(id -> !names.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            sql.resultQuery("select id, slug, name from term where id = any(?::uuid[])", (Object)
                            missing.toArray(UUID[]::new))
                    .forEach(row -> names.put(remember(row), name(row)));
        }
        return names;
    }

    private UUID remember(Record row) {
        TermName name = name(row);
        known().put(name.id(), name);
        return name.id();
    }

    private static TermName name(Record row) {
        return new TermName(row.get("id", UUID.class), row.get("slug", String.class), row.get("name", String.class));
    }

    /** What this transaction has seen; outside of one, nothing. */
    private Map<UUID, TermName> known() {
        if (transaction.getTransactionKey() == null) {
            return new HashMap<>();
        }
        if (transaction.getResource(this) instanceof Known known) {
            return known.names();
        }
        Known known = new Known(new HashMap<>());
        transaction.putResource(this, known);
        return known.names();
    }

    private record Known(Map<UUID, TermName> names) {}

    /** In the order of their slugs, so that two writers who make the same terms never wait for each other in a ring. */
    private Map<Wanted, UUID> make(List<Wanted> missing) {
        Map<String, Wanted> bySlug = new TreeMap<>();
        missing.forEach(term -> bySlug.putIfAbsent(term.kind().text() + "/" + term.slug(), term));
        List<Wanted> terms = List.copyOf(bySlug.values());
        Instant now = clock.now();
        var at = now.atOffset(java.time.ZoneOffset.UTC);
        Map<Wanted, UUID> made = new HashMap<>();
        sql.resultQuery(
                        MAKE,
                        at,
                        at,
                        terms.stream().map(term -> Ids.next()).toArray(UUID[]::new),
                        terms.stream().map(term -> term.kind().text()).toArray(String[]::new),
                        terms.stream().map(Wanted::slug).toArray(String[]::new),
                        terms.stream().map(Wanted::name).toArray(String[]::new))
                .forEach(row -> {
                    UUID id = remember(row);
                    String slug = row.get("slug", String.class);
                    made.put(Objects.requireNonNull(bySlug.get(row.get("kind", String.class) + "/" + slug)), id);
                    changes.fire(Change.ofTerm(Change.Kind.TERM_CREATED, id, slug, now));
                });
        return made;
    }
}
