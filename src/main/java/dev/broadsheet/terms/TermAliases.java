package dev.broadsheet.terms;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The names that lead to a term beside its own: the aliases that editors write, and its former names, which are its former
 * slugs and what the terms that were merged into it were called. Editors rewrite the first as they like; the others are
 * what happened, and stay. A name leads to one term of a kind. How it is spelled as a slug is what it is found by, so
 * “Énergie” and “energie” are one alias.
 */
@ApplicationScoped
class TermAliases {

    /** Taken are slugs and aliases for slugs; those and names for aliases; and aliases for names, which may be alike. */
    private static final String TAKEN = """
            select c.place, h.slug
            from unnest(?::text[], ?::text[], ?::text[]) with ordinality as c(what, slug, text, place)
            cross join lateral (
                select t.id, t.slug from term t where t.kind = ? and t.slug = c.slug and c.what <> 'name'
                union all
                select t.id, t.slug from term_alias a join term t on t.id = a.term_id where a.kind = ? and a.slug = c.slug
                union all
                select t.id, t.slug from term t
                where t.kind = ? and lower(t.name) in (lower(c.text), c.slug) and c.what = 'alias') h
            where h.id is distinct from ?::uuid
            order by c.place
            """;

    private static final String ADD = """
            insert into term_alias (kind, slug, name, term_id, written, former)
            select ?, a.slug, nullif(a.name, a.slug), ?, a.written, a.former
            from unnest(?::text[], ?::text[], ?::boolean[], ?::boolean[]) as a(slug, name, written, former)
            """;

    private static final String OF = """
            select slug, coalesce(name, slug) as text, written, former from term_alias where term_id = ? order by slug
            """;

    private final DSLContext sql;

    TermAliases(DSLContext sql) {
        this.sql = sql;
    }

    /** A name that is to lead to a term, and what it is to be of it. */
    private record Claim(String pointer, String what, String slug, String text) {}

    /** Why a name leads to a term: one of the two at least. */
    private record Alias(String text, boolean written, boolean former) {

        static Alias written(String text) {
            return new Alias(text, true, false);
        }

        static Alias former(String text) {
            return new Alias(text, false, true);
        }

        /** The same name for the reasons of both, spelled as it is written now. */
        Alias or(Alias later) {
            return new Alias(later.written ? later.text : text, written || later.written, former || later.former);
        }
    }

    /**
     * Makes sure that these names lead nowhere else, and won't before the transaction ends: links to what they are or
     * were must go on meaning what they meant.
     *
     * @param owner the term itself, null if it is new
     * @param name null if it stays as it was
     */
    void claim(TermKind kind, @Nullable UUID owner, String slug, @Nullable String name, List<String> aliases) {
        List<Claim> claims = new ArrayList<>(List.of(new Claim("/slug", "slug", slug, slug)));
        for (int i = 0; i < aliases.size(); i++) {
            claims.add(new Claim("/aliases/" + i, "alias", Wanted.spell(aliases.get(i)), aliases.get(i)));
        }
        if (name != null) {
            claims.add(new Claim("/name", "name", Wanted.spell(name), name));
        }
        queue(
                sql,
                claims.stream().map(claim -> kind.text() + "/" + claim.slug()).toList());
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (Record row : taken(kind, owner, claims)) {
            Claim claim = claims.get(row.get("place", Integer.class) - 1);
            faults.putIfAbsent(
                    claim.pointer(),
                    Fault.at(
                            claim.pointer(),
                            "duplicate",
                            "“" + claim.text() + "” leads to the " + kind.text() + " “" + row.get("slug") + "”."));
        }
        if (!faults.isEmpty()) {
            Fault first = List.copyOf(faults.values()).get(0);
            throw new Problem(
                    ProblemCode.DUPLICATE,
                    "Taken by another " + kind.text() + ": " + first.detail(),
                    List.copyOf(faults.values()));
        }
    }

    private List<? extends Record> taken(TermKind kind, @Nullable UUID owner, List<Claim> claims) {
        return sql.resultQuery(
                        TAKEN,
                        claims.stream().map(Claim::what).toArray(String[]::new),
                        claims.stream().map(Claim::slug).toArray(String[]::new),
                        claims.stream().map(Claim::text).toArray(String[]::new),
                        kind.text(),
                        kind.text(),
                        kind.text(),
                        owner)
                .fetch();
    }

    /**
     * Gives a term its aliases; its former names stay, a former slug becomes one of them, and its slug is none.
     *
     * @param wanted null if they are to stay
     * @return whether they are others now
     */
    boolean arrange(Term term, String formerSlug, @Nullable List<String> wanted) {
        Map<String, Alias> before = of(term.id);
        Map<String, Alias> after = new LinkedHashMap<>();
        before.forEach((slug, alias) -> {
            if (wanted == null) {
                after.put(slug, alias);
            } else if (alias.former()) {
                after.put(slug, Alias.former(alias.text()));
            }
        });
        Map<String, Alias> written = new LinkedHashMap<>();
        if (wanted != null) {
            wanted.forEach(text -> written.putIfAbsent(Wanted.spell(text), Alias.written(text)));
        }
        written.forEach((slug, alias) -> after.merge(slug, alias, Alias::or));
        if (!formerSlug.equals(term.slug)) {
            after.merge(formerSlug, Alias.former(formerSlug), Alias::or);
        }
        after.remove(term.slug);
        if (after.equals(before)) {
            return false;
        }
        sql.execute("delete from term_alias where term_id = ?", term.id);
        add(term.kind, term.id, after);
        return true;
    }

    /** What led to a term that is merged leads to the other: its slug, its aliases, and its name if that is free. */
    void inherit(TermKind kind, UUID from, UUID into, String slug, String name) {
        sql.execute("update term_alias set term_id = ? where term_id = ?", into, from);
        add(kind, into, Map.of(slug, Alias.former(slug)));
        String spelled = Wanted.spell(name);
        List<Claim> claim = List.of(new Claim("/name", "alias", spelled, name));
        queue(sql, List.of(kind.text() + "/" + spelled));
        if (taken(kind, from, claim).isEmpty()) {
            add(kind, into, Map.of(spelled, Alias.former(name)));
        } else {
            sql.execute(
                    "update term_alias set former = true where kind = ? and slug = ? and term_id = ?",
                    kind.text(),
                    spelled,
                    into);
        }
    }

    private void add(TermKind kind, UUID term, Map<String, Alias> aliases) {
        sql.execute(
                ADD,
                kind.text(),
                term,
                aliases.keySet().toArray(String[]::new),
                aliases.values().stream().map(Alias::text).toArray(String[]::new),
                aliases.values().stream().map(Alias::written).toArray(Boolean[]::new),
                aliases.values().stream().map(Alias::former).toArray(Boolean[]::new));
    }

    /** By slug, as they were written. */
    private Map<String, Alias> of(UUID term) {
        Map<String, Alias> aliases = new LinkedHashMap<>();
        sql.resultQuery(OF, term)
                .forEach(row -> aliases.put(
                        row.get("slug", String.class),
                        new Alias(
                                row.get("text", String.class),
                                row.get("written", Boolean.class),
                                row.get("former", Boolean.class))));
        return aliases;
    }

    /**
     * Until the end of the transaction: whoever is about to give one of these names (as kind/slug) next sees what came of
     * this. In one order, so that two never wait for each other in a ring.
     */
    static void queue(DSLContext sql, Collection<String> names) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(n.name, 7)) from unnest(?::text[]) with ordinality as n(name, place) order by n.place",
                (Object) new TreeSet<>(names).toArray(String[]::new));
    }
}
