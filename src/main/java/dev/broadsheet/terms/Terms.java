package dev.broadsheet.terms;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.events.Change;
import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Finds terms by any of their names, and creates them on first use. */
@ApplicationScoped
public class Terms {

    /**
     * Precedence: the id, including that of a merged term; then the slug, because it is what URLs show today; then the
     * name. Current slugs and names come before aliases and former names.
     */
    private static final String FIND = """
            select w.place, f.id, f.kind, f.slug, f.name
            from unnest({0}::text[], {1}::uuid[], {2}::text[], {3}::text[])
                with ordinality as w(kind, id, slug, folded, place)
            left join term f on f.id = coalesce(
                (select t.id from term t where t.kind = w.kind and t.id = w.id),
                (select m.term_id from term_former m where m.kind = w.kind and m.id = w.id),
                (select t.id from term t where t.kind = w.kind and t.slug = w.slug),
                (select t.id from term t where t.kind = w.kind and t.folded = w.folded order by t.id limit 1),
                (select a.term_id from term_alias a where a.kind = w.kind and a.slug = w.slug),
                (select a.term_id from term_alias a where a.kind = w.kind and a.folded = w.folded
                    order by a.term_id limit 1))
            order by w.place
            """;

    /** Each term that was found with all its descendants, limited to the given number of rows. */
    private static final String DESCENDANTS = """
            (with recursive family as (
                select w.place, w.id from ({0}) w where w.id is not null
                union
                select f.place, t.id from family f join term t on t.parent_id = f.id)
            select place, id from family limit {1})
            """;

    private static final String NAMES = """
            select n.id as named, n.id, n.kind, n.slug, n.name from term n where n.id = any({0})
            union all
            select f.id, n.id, n.kind, n.slug, n.name from term_former f join term n on n.id = f.term_id where f.id = any({0})
            """;

    private static final String NAMES_WITH_FORMER_IDS = """
            (select n.id as named, n.id, n.slug, n.name from term n where n.id = any({0})
            union all
            select f.id, n.id, n.slug, n.name from term_former f join term n on n.id = f.term_id
                where f.term_id = any({0}))
            """;

    /**
     * Skips terms whose name or slug now leads to an existing term, and terms whose slug another transaction has just
     * inserted. The caller looks them up again.
     */
    private static final PreparedQuery CREATE = PreparedQuery.ofSql("""
            insert into term (id, kind, slug, name, folded, version, created_at, updated_at)
            select n.id, n.kind, n.slug, n.name, n.folded, 1, :now::timestamptz, :now::timestamptz
            from unnest(:ids::uuid[], :kinds::text[], :slugs::text[], :names::text[], :folded::text[]) as n(id, kind, slug, name, folded)
            where not exists (select 1 from term_alias a where a.kind = n.kind and a.slug = n.slug)
                and not exists (select 1 from term t where t.kind = n.kind and t.folded = n.folded)
                and not exists (select 1 from term_alias a where a.kind = n.kind and a.folded = n.folded)
            on conflict (kind, slug) do nothing
            returning id, kind, slug, name
            """);

    private static final int MAX_ATTEMPTS = 5;

    private static final Field<Integer> PLACE = DSL.field(DSL.name("place"), Integer.class);
    private static final Field<UUID> ID = DSL.field(DSL.name("id"), UUID.class);
    private static final Field<String> KIND = DSL.field(DSL.name("kind"), String.class);
    private static final Field<String> SLUG = DSL.field(DSL.name("slug"), String.class);
    private static final Field<String> NAME = DSL.field(DSL.name("name"), String.class);
    private static final Field<UUID> NAMED = DSL.field(DSL.name("named"), UUID.class);

    private final DSLContext sql;
    private final TermSlugs slugs;
    private final FoldedNames foldedNames;
    private final Clock clock;
    private final Event<Change> changes;
    private final TransactionSynchronizationRegistry transaction;

    Terms(
            DSLContext sql,
            TermSlugs slugs,
            FoldedNames foldedNames,
            Clock clock,
            Event<Change> changes,
            TransactionSynchronizationRegistry transaction) {
        this.sql = sql;
        this.slugs = slugs;
        this.foldedNames = foldedNames;
        this.clock = clock;
        this.changes = changes;
        this.transaction = transaction;
    }

    /**
     * Returns the ids of the terms; new terms are created. Runs one statement if all exist, and none if this
     * transaction has already read them, as in a patch that sends back unchanged terms.
     *
     * @param mayMake whether the caller's key may create terms
     * @throws ValidationProblem 422 naming each term that can't be resolved
     */
    public Map<TermRef, UUID> resolve(Collection<TermRef> wanted, boolean mayMake) {
        Map<TermRef, UUID> found = find(wanted);
        List<TermRef> missing =
                wanted.stream().filter(term -> !found.containsKey(term)).toList();
        if (!missing.isEmpty()) {
            List<Fault> faults = new ArrayList<>();
            for (TermRef term : missing) {
                if (!term.hasName()) {
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
                throw new ValidationProblem(faults);
            }
            create(missing, found);
        }
        return found;
    }

    /** The slug that a new term would get if no other term has it. */
    public String slugFor(TermRef ref) {
        return ref.slug() == null ? slugs.spell(ref.name()) : ref.slug();
    }

    /** Finds the terms with these names; unknown names are left out. */
    public Map<TermRef, UUID> find(Collection<TermRef> wanted) {
        Map<TermRef, UUID> found = new LinkedHashMap<>();
        List<TermRef> refs = new ArrayList<>();
        for (TermRef term : wanted) {
            Seen seen = term.id() == null ? null : known().get(term.id());
            if (seen != null && seen.is(term)) {
                found.put(term, seen.name().id());
            } else {
                refs.add(term);
            }
        }
        if (refs.isEmpty()) {
            return found;
        }
        // The coerced columns save jOOQ from asking the driver for the result's metadata.
        for (Record row : sql.fetch(findQuery(refs).coerce(PLACE, ID, KIND, SLUG, NAME))) {
            if (row.get(ID) != null) {
                found.put(refs.get(row.get(PLACE) - 1), remember(row));
            }
        }
        return found;
    }

    /**
     * The terms as a table to join: {@code place} is the position in the list, from 1; {@code id} is the term, or null.
     */
    public static Table<?> refTable(List<TermRef> wanted) {
        return DSL.table("({0})", findQuery(wanted));
    }

    /**
     * The terms and their descendants as a table. A descendant has the {@code place} of the term that it lies below.
     *
     * @param most maximum number of rows
     */
    public static Table<?> descendantTable(List<TermRef> wanted, int most) {
        return DSL.table(DESCENDANTS, findQuery(wanted), DSL.inline(most));
    }

    private static ResultQuery<Record> findQuery(List<TermRef> wanted) {
        return DSL.resultQuery(
                FIND,
                DSL.val(wanted.stream().map(term -> term.kind().text()).toArray(String[]::new)),
                DSL.val(wanted.stream().map(TermRef::id).toArray(UUID[]::new)),
                DSL.val(wanted.stream().map(TermRef::slug).toArray(String[]::new)),
                DSL.val(wanted.stream()
                        .map(term -> term.hasName() ? term.folded() : null)
                        .toArray(String[]::new)));
    }

    /**
     * The id of the term with this slug, as an SQL field; null if there is none. Only an id takes precedence over a
     * slug.
     */
    public static Field<UUID> bySlug(Field<String> kind, Field<String> slug) {
        return DSL.field("(select id from term where kind = {0} and slug = {1})", UUID.class, kind, slug);
    }

    /**
     * The id of the term with this name, as an SQL field; null if there is none. A text that can't be a slug is looked
     * up by name first.
     */
    public static Field<UUID> byName(Field<String> kind, Field<String> folded) {
        return DSL.field(
                "(select id from term where kind = {0} and folded = {1} order by id limit 1)",
                UUID.class, kind, folded);
    }

    /**
     * The current names of these terms. A deleted term is left out; a merged term has the name of the term it was
     * merged into. Names are remembered until the transaction ends, because a write asks for the terms that it has just
     * found.
     */
    public Map<UUID, TermName> names(Collection<UUID> ids) {
        Map<UUID, Seen> known = known();
        UUID[] missing = ids.stream().filter(id -> !known.containsKey(id)).toArray(UUID[]::new);
        if (missing.length > 0) {
            sql.resultQuery(NAMES, DSL.val(missing))
                    .coerce(NAMED, ID, KIND, SLUG, NAME)
                    .forEach(row -> known.put(row.get(NAMED), Seen.of(row)));
        }
        Map<UUID, TermName> names = new HashMap<>();
        for (UUID id : ids) {
            Seen seen = known.get(id);
            if (seen != null) {
                names.put(id, seen.name());
            }
        }
        return names;
    }

    /**
     * The current names of these terms (see {@link #names(Collection)}) as a table: {@code named} is the requested id,
     * beside id, kind, slug and name.
     */
    public static Table<?> names(Field<UUID[]> ids) {
        return DSL.table("({0})", DSL.resultQuery(NAMES, ids));
    }

    /**
     * The names of these terms, one row for each id that a revision may contain: the term's own id, and the ids of
     * terms merged into it.
     *
     * @param ids the current ids of the terms
     */
    public static Select<Record4<UUID, UUID, String, String>> namesByCurrentAndFormerId(Field<UUID[]> ids) {
        return DSL.select(NAMED, ID, SLUG, NAME)
                .from(DSL.table(NAMES_WITH_FORMER_IDS, ids).as("n"));
    }

    /**
     * SQL text that selects the current ids of the terms in an array: a merged term is replaced by its merge target, a
     * deleted term is left out.
     *
     * @param ids SQL expression of type {@code uuid[]}
     */
    public static String currentIds(String ids) {
        return "select t.id from term t where t.id = any(%1$s) union select f.term_id from term_former f where f.id = any(%1$s)"
                .formatted(ids);
    }

    /** The ids of the terms that were merged into each of these terms. A term without merged terms is left out. */
    public Map<UUID, List<UUID>> formerIds(Collection<UUID> terms) {
        if (terms.isEmpty()) {
            return Map.of();
        }
        Field<UUID> term = DSL.field(DSL.name("term_id"), UUID.class);
        return sql.resultQuery(
                        "select id, term_id from term_former where term_id = any({0})",
                        DSL.val(terms.toArray(UUID[]::new)))
                .coerce(ID, term)
                .fetchGroups(term, ID);
    }

    private UUID remember(Record row) {
        Seen seen = Seen.of(row);
        known().put(seen.name().id(), seen);
        return seen.name().id();
    }

    /**
     * The terms that this transaction has read, by the id that leads to them. Outside of a transaction an empty map.
     */
    private Map<UUID, Seen> known() {
        if (transaction.getTransactionKey() == null) {
            return new HashMap<>();
        }
        if (transaction.getResource(this) instanceof Known known) {
            return known.terms();
        }
        Known known = new Known(new HashMap<>());
        transaction.putResource(this, known);
        return known.terms();
    }

    private record Known(Map<UUID, Seen> terms) {}

    private record Seen(String kind, TermName name) {

        static Seen of(Record row) {
            return new Seen(row.get(KIND), new TermName(row.get(ID), row.get(SLUG), row.get(NAME)));
        }

        boolean is(TermRef ref) {
            return ref.kind().text().equals(kind);
        }
    }

    /**
     * Creates the terms that are still missing after their names and slugs were locked. Most get their transliterated
     * name as slug; if another term has that slug, a number is appended. Slugs are processed before names that
     * transliterate to the same slug, so that both become terms, and the same article, sent again, finds both.
     */
    private void create(List<TermRef> unknown, Map<TermRef, UUID> found) {
        List<TermRef> missing = unknown.stream()
                .sorted(Comparator.comparing(term -> term.slug() == null))
                .toList();
        TermAliases.lock(
                sql,
                missing.stream()
                        .flatMap(term -> TermAliases.lockKeys(term.kind(), slugFor(term), term.name()))
                        .toList());
        insert(missing, missing.stream().map(this::slugFor).toList(), found);
        List<TermRef> left = findAgain(missing, found);
        if (!left.isEmpty() && foldedNames.fill()) {
            left = findAgain(left, found);
        }
        // Another transaction may take the numbered slug at the same moment; then the next number is tried.
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !left.isEmpty(); attempt++) {
            List<String> free =
                    slugs
                            .free(left.stream()
                                    .map(term -> new TermSlugs.Base(term.kind(), slugFor(term)))
                                    .toList())
                            .stream()
                            .map(TermSlugs.Base::slug)
                            .toList();
            insert(left, free, found);
            left = findAgain(left, found);
        }
    }

    /** Looks up the terms that aren't found yet; returns those that are still missing. */
    private List<TermRef> findAgain(List<TermRef> wanted, Map<TermRef, UUID> found) {
        found.putAll(
                find(wanted.stream().filter(term -> !found.containsKey(term)).toList()));
        return wanted.stream().filter(term -> !found.containsKey(term)).toList();
    }

    /** Inserts in the order of the slugs, so that two transactions that create the same terms can't deadlock. */
    private void insert(List<TermRef> missing, List<String> slugs, Map<TermRef, UUID> found) {
        Map<String, TermRef> bySlug = new TreeMap<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < missing.size(); i++) {
            TermRef term = missing.get(i);
            String place = term.kind().text() + "/" + slugs.get(i);
            if (!bySlug.containsKey(place) && names.add(term.kind().text() + "/" + term.folded())) {
                bySlug.put(place, term);
            }
        }
        List<TermRef> terms = List.copyOf(bySlug.values());
        Instant now = clock.now();
        var at = now.atOffset(java.time.ZoneOffset.UTC);
        CREATE.with("now", at)
                .with("ids", terms.stream().map(term -> Ids.next()).toArray(UUID[]::new))
                .with("kinds", terms.stream().map(term -> term.kind().text()).toArray(String[]::new))
                .with(
                        "slugs",
                        bySlug.keySet().stream()
                                .map(place -> place.substring(place.indexOf('/') + 1))
                                .toArray(String[]::new))
                .with("names", terms.stream().map(TermRef::name).toArray(String[]::new))
                .with("folded", terms.stream().map(TermRef::folded).toArray(String[]::new))
                .fetch(sql)
                .forEach(row -> {
                    UUID id = remember(row);
                    String slug = row.get("slug", String.class);
                    found.put(Objects.requireNonNull(bySlug.get(row.get("kind", String.class) + "/" + slug)), id);
                    changes.fire(TermChange.CREATED.of(id, slug, now));
                });
    }
}
