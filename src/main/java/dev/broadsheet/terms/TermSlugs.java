package dev.broadsheet.terms;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.SiteSettings;
import dev.broadsheet.kernel.Slug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Slugs of new terms: the transliterated name, with a number appended if another term has that slug. */
@ApplicationScoped
public class TermSlugs {

    /** The highest number that is tried; after that a part of an id replaces the number. */
    private static final int MAX_NUMBER = 20;

    private static final String TAKEN = """
            select n.kind || '/' || n.slug as taken from unnest(?::text[], ?::text[]) as n(kind, slug)
            where exists (select from term t where t.kind = n.kind and t.slug = n.slug)
                or exists (select from term_alias a where a.kind = n.kind and a.slug = n.slug)
            """;

    private final DSLContext sql;
    private final SiteSettings site;

    TermSlugs(DSLContext sql, SiteSettings site) {
        this.sql = sql;
        this.site = site;
    }

    /** The preferred slug of a new term, which it gets if no other term has it. */
    public record Base(TermKind kind, String slug) {

        String key() {
            return kind.text() + "/" + slug;
        }

        private Stream<Base> numbered() {
            return Stream.concat(
                    Stream.of(this),
                    IntStream.rangeClosed(2, MAX_NUMBER).mapToObj(n -> new Base(kind, Slug.numbered(slug, n))));
        }
    }

    /** The slug of a name, transliterated by the rules of the site's language if that is configured. */
    public String spell(String name) {
        return site.slugsByLocale() ? TermRef.spell(name, site.locale()) : TermRef.spell(name);
    }

    /** A free slug for each base, all different, in one statement. The caller holds the locks of the bases. */
    public List<Base> free(List<Base> bases) {
        Set<String> taken = taken(bases.stream().flatMap(Base::numbered).toList());
        List<Base> free = new ArrayList<>();
        for (Base base : bases) {
            Base chosen = base.numbered()
                    .filter(numbered -> !taken.contains(numbered.key()))
                    .findFirst()
                    .orElseGet(() -> withId(base));
            taken.add(chosen.key());
            free.add(chosen);
        }
        return free;
    }

    /** The keys of the given slugs that are the slug of a term or of an alias. */
    Set<String> taken(List<Base> slugs) {
        Set<Base> distinct = new LinkedHashSet<>(slugs);
        return new HashSet<>(sql.fetch(
                        TAKEN,
                        distinct.stream().map(slug -> slug.kind().text()).toArray(String[]::new),
                        distinct.stream().map(Base::slug).toArray(String[]::new))
                .getValues("taken", String.class));
    }

    private static Base withId(Base base) {
        String id = Ids.next().toString();
        String cut = base.slug().substring(0, Math.min(base.slug().length(), 180));
        return new Base(base.kind(), Slug.of(cut + " " + id.substring(id.length() - 12)));
    }
}
