package dev.broadsheet.terms;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Slug;
import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The names that lead to a term beside its own: aliases, which editors write, and former names. Former names are former
 * slugs, earlier names, and the names of terms that were merged into this one. Editors may rewrite aliases; former
 * names stay. A name leads to one term of a kind and is found folded ({@link FoldedName}): “ENERGIE” and “energie” are
 * one alias, “énergie” is another. It also has a slug of its own if its transliteration is free.
 */
@ApplicationScoped
public class TermAliases {

    /**
     * Finds claimed names that another term already has. A slug must not be the slug of a term or lead to one. A name
     * must not lead to a term, but may equal the name of another term. An alias must not be the slug or name of a term
     * or lead to one. The same holds for the name of a term whose slug is made from it.
     */
    private static final PreparedQuery TAKEN = PreparedQuery.ofSql("""
            select c.place, h.slug
            from unnest(:what::text[], :slugs::text[], :folded::text[]) with ordinality as c(what, slug, folded, place)
            cross join lateral (
                select t.id, t.slug from term t where t.kind = :kind and t.slug = c.slug and c.what <> 'name'
                union all
                select t.id, t.slug from term_alias a join term t on t.id = a.term_id where a.kind = :kind and a.slug = c.slug
                union all
                select t.id, t.slug from term t where t.kind = :kind and t.folded = c.folded and c.what = 'alias'
                union all
                select t.id, t.slug from term_alias a join term t on t.id = a.term_id
                where a.kind = :kind and a.folded = c.folded and c.what <> 'slug') h
            where h.id is distinct from :owner::uuid
            order by c.place
            """);

    private static final PreparedQuery ADD = PreparedQuery.ofSql("""
            insert into term_alias (kind, slug, name, folded, term_id, written, former)
            select :kind, a.slug, nullif(a.name, a.slug), a.folded, :term, a.written, a.former
            from unnest(:slugs::text[], :names::text[], :folded::text[], :written::boolean[], :former::boolean[])
                as a(slug, name, folded, written, former)
            """);

    private static final String OF = """
            select slug, coalesce(name, slug) as text, written, former from term_alias
            where term_id = ? order by slug, id
            """;

    private final DSLContext sql;
    private final TermSlugs slugs;

    TermAliases(DSLContext sql, TermSlugs slugs) {
        this.sql = sql;
        this.slugs = slugs;
    }

    /**
     * A name that a term claims, and its role.
     *
     * @param slug the text if it has the form of a slug, otherwise null
     */
    private record Claim(
            String pointer, String what, @Nullable String slug, String text) {

        static Claim of(String pointer, String what, String text) {
            return new Claim(pointer, what, Slug.isValid(text) ? text : null, text);
        }
    }

    /**
     * A name that leads to a term, because an editor wrote it, because it is a former name, or both.
     *
     * @param slug null if its transliteration leads to something else, or if it has no slug yet
     */
    private record Alias(@Nullable String slug, String text, boolean written, boolean former) {

        static Alias former(String text) {
            return new Alias(null, text, false, true);
        }

        static Alias formerSlug(String slug) {
            return new Alias(slug, slug, false, true);
        }

        /** True if the text itself is a slug. */
        boolean isSlug() {
            return text.equals(slug);
        }

        Alias onlyFormer() {
            return new Alias(slug, text, false, true);
        }

        Alias withSlug(@Nullable String slug) {
            return new Alias(slug, text, written, former);
        }

        /** Combines two entries of the same name. The spelling of the later entry wins if an editor wrote it. */
        Alias or(Alias later) {
            return new Alias(
                    slug == null ? later.slug : slug,
                    later.written ? later.text : text,
                    written || later.written,
                    former || later.former);
        }
    }

    /**
     * Ensures until the end of the transaction that these names lead to no other term, because existing links must keep
     * their meaning.
     *
     * @param owner the term itself, null if it is new
     * @param slug null if the slug is to be made from the name; then no other term may have that name
     * @param name null if it is unchanged
     */
    public void claim(
            TermKind kind, @Nullable UUID owner, @Nullable String slug, @Nullable String name, List<String> aliases) {
        List<Claim> claims = new ArrayList<>();
        if (slug != null) {
            claims.add(new Claim("/slug", "slug", slug, slug));
        }
        for (int i = 0; i < aliases.size(); i++) {
            claims.add(Claim.of("/aliases/" + i, "alias", aliases.get(i)));
        }
        if (name != null) {
            claims.add(Claim.of("/name", slug == null ? "alias" : "name", name));
        }
        lock(
                sql,
                claims.stream()
                        .flatMap(claim -> lockKeys(kind, slugs.spell(claim.text()), claim.text()))
                        .toList());
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
        return TAKEN.with("what", claims.stream().map(Claim::what).toArray(String[]::new))
                .with("slugs", claims.stream().map(Claim::slug).toArray(String[]::new))
                .with(
                        "folded",
                        claims.stream()
                                .map(claim -> FoldedName.of(claim.text()))
                                .toArray(String[]::new))
                .with("kind", kind.text())
                .with("owner", owner)
                .fetch(sql);
    }

    /**
     * Sets the aliases of a term. Former names stay, and the previous slug and name are added to them. The current slug
     * is removed. The current name is removed too, unless an editor wrote it as an alias or it is a slug.
     *
     * @param before the attributes before the change; null for a new term
     * @param wanted null to keep the aliases
     * @return whether the names changed
     */
    public boolean update(Term term, Term.@Nullable Attributes before, @Nullable List<String> wanted) {
        Map<String, Alias> present = of(term.id);
        Map<String, Alias> after = new LinkedHashMap<>();
        present.forEach((folded, alias) -> {
            if (wanted == null) {
                after.put(folded, alias);
            } else if (alias.former()) {
                after.put(folded, alias.onlyFormer());
            }
        });
        Map<String, Alias> written = new LinkedHashMap<>();
        if (wanted != null) {
            for (String text : wanted) {
                String folded = FoldedName.of(text);
                Alias same = present.get(folded);
                written.putIfAbsent(folded, new Alias(same == null ? null : same.slug(), text, true, false));
            }
        }
        written.forEach((folded, alias) -> after.merge(folded, alias, Alias::or));
        if (before != null) {
            addFormer(term, before, after);
        }
        after.remove(term.slug);
        after.computeIfPresent(
                FoldedName.of(term.name), (folded, alias) -> alias.written() || alias.isSlug() ? alias : null);
        after.replaceAll((folded, alias) -> term.slug.equals(alias.slug()) ? alias.withSlug(null) : alias);
        if (after.equals(present)) {
            return false;
        }
        sql.execute("delete from term_alias where term_id = ?", term.id);
        add(term.kind, term.id, term.slug, after);
        return true;
    }

    /** Adds the previous slug and name if they have changed. A previous name that leads to another term isn't added. */
    private void addFormer(Term term, Term.Attributes before, Map<String, Alias> aliases) {
        if (!before.slug().equals(term.slug)) {
            aliases.merge(before.slug(), Alias.formerSlug(before.slug()), Alias::or);
        }
        String folded = FoldedName.of(before.name());
        if (!folded.equals(FoldedName.of(term.name))
                && (aliases.containsKey(folded) || isFree(term.kind, term.id, before.name()))) {
            aliases.merge(folded, Alias.former(before.name()), Alias::or);
        }
    }

    /** True if the name leads to no other term. The name is locked, so this holds until the transaction ends. */
    private boolean isFree(TermKind kind, UUID owner, String name) {
        lock(sql, lockKeys(kind, slugs.spell(name), name).toList());
        return taken(kind, owner, List.of(Claim.of("/name", "alias", name))).isEmpty();
    }

    /** Moves the slug and aliases of a merged term to the other term, and its name if that is free. */
    public void inherit(TermKind kind, UUID from, UUID into, String slug, String name) {
        sql.execute("update term_alias set term_id = ? where term_id = ?", into, from);
        add(kind, into, slug, Map.of(slug, Alias.formerSlug(slug)));
        keepFormerName(kind, from, into, name);
    }

    /**
     * Keeps the former name of a term as a name that leads to {@code into}, unless it leads to another term.
     *
     * @param from the term that had the name
     * @param into the term that the name leads to from now on; may be the same
     */
    public void keepFormerName(TermKind kind, UUID from, UUID into, String name) {
        int updated = sql.execute(
                "update term_alias set former = true where kind = ? and folded = ? and term_id = ?",
                kind.text(),
                FoldedName.of(name),
                into);
        if (updated == 0 && isFree(kind, from, name)) {
            add(kind, into, "", Map.of(FoldedName.of(name), Alias.former(name)));
        }
    }

    /** @param ownSlug the slug of the term, which may not be in the database yet */
    private void add(TermKind kind, UUID term, String ownSlug, Map<String, Alias> aliases) {
        List<Alias> spelled = withSlugs(kind, ownSlug, aliases.values());
        ADD.with("kind", kind.text())
                .with("term", term)
                .with("slugs", spelled.stream().map(Alias::slug).toArray(String[]::new))
                .with("names", spelled.stream().map(Alias::text).toArray(String[]::new))
                .with("folded", aliases.keySet().toArray(String[]::new))
                .with("written", spelled.stream().map(Alias::written).toArray(Boolean[]::new))
                .with("former", spelled.stream().map(Alias::former).toArray(Boolean[]::new))
                .execute(sql);
    }

    /** Adds a slug to each alias whose transliteration is free. */
    private List<Alias> withSlugs(TermKind kind, String ownSlug, Collection<Alias> aliases) {
        List<TermSlugs.Base> spellings = aliases.stream()
                .filter(alias -> alias.slug() == null)
                .map(alias -> new TermSlugs.Base(kind, slugs.spell(alias.text())))
                .toList();
        if (spellings.isEmpty()) {
            return List.copyOf(aliases);
        }
        Set<String> taken = slugs.taken(spellings);
        taken.add(kind.text() + "/" + ownSlug);
        aliases.stream()
                .filter(alias -> alias.slug() != null)
                .forEach(alias -> taken.add(kind.text() + "/" + alias.slug()));
        List<Alias> spelled = new ArrayList<>();
        for (Alias alias : aliases) {
            String slug = alias.slug() == null ? slugs.spell(alias.text()) : alias.slug();
            boolean free = alias.slug() != null || taken.add(kind.text() + "/" + slug);
            spelled.add(alias.withSlug(free ? slug : null));
        }
        return spelled;
    }

    /** The aliases by folded name. */
    private Map<String, Alias> of(UUID term) {
        Map<String, Alias> aliases = new LinkedHashMap<>();
        sql.resultQuery(OF, term)
                .forEach(row -> aliases.merge(
                        FoldedName.of(row.get("text", String.class)),
                        new Alias(
                                row.get("slug", String.class),
                                row.get("text", String.class),
                                row.get("written", Boolean.class),
                                row.get("former", Boolean.class)),
                        Alias::or));
        return aliases;
    }

    /**
     * Locks names until the end of the transaction: another transaction that is about to give a term one of these names
     * (in the form of {@link #lockKeys}) waits and sees the result. The order is fixed, so that two transactions can't
     * deadlock.
     */
    public static void lock(DSLContext sql, Collection<String> names) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended(n.name, 7)) from unnest(?::text[]) with ordinality as n(name, place) order by n.place",
                (Object) new TreeSet<>(names).toArray(String[]::new));
    }

    /** The lock keys of a name: the slug that it may get, and the folded name. */
    static Stream<String> lockKeys(TermKind kind, String slug, String name) {
        return Stream.of(kind.text() + "/" + slug, kind.text() + " " + FoldedName.of(name));
    }
}
