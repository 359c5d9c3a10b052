package dev.broadsheet.articles;

import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.SiteSettings;
import dev.broadsheet.kernel.Slug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which name leads to which article: its id, its slug, a former slug, its externalId, in this order. The table's primary
 * key keeps two articles from ever having the same, whoever writes at the same moment.
 */
@ApplicationScoped
public class Slugs {

    /** Words of the API's own paths. */
    private static final Set<String> RESERVED = Set.of("batch", "query", "export", "import", "search", "new");

    private static final Field<UUID> ID = DSL.field(DSL.name("id"), UUID.class);

    private final DSLContext sql;
    private final SiteSettings site;

    Slugs(DSLContext sql, SiteSettings site) {
        this.sql = sql;
        this.site = site;
    }

    public static boolean isReserved(String slug) {
        return RESERVED.contains(slug);
    }

    /** The article that a name in a URL means. It may have been deleted for good since. */
    public Optional<UUID> find(String name) {
        return Optional.ofNullable(sql.resultQuery("""
                        select coalesce(
                            (select id from article where id = ?),
                            (select article_id from slug where slug = ?),
                            (select id from article where external_id = ?)) as id
                        """, Ids.parse(name).orElse(null), name, name)
                .coerce(ID)
                .fetchOne(ID));
    }

    /** The same, of an article that there is; held, so that nobody deletes it before the transaction ends. */
    public Optional<UUID> findAndLock(String name) {
        return find(name)
                .map(id -> sql.resultQuery("select id from article where id = ? for key share", id)
                        .fetchOne("id", UUID.class));
    }

    /** @return whether the article has the slug now; false if it is, or once publicly was, another's */
    public boolean claim(String slug, UUID article) {
        return article.equals(sql.resultQuery("""
                                insert into slug (slug, article_id, once_live) values (?, ?, false)
                                on conflict (slug) do update set article_id = slug.article_id
                                returning article_id as id
                                """, slug, article).coerce(ID).fetchOne(ID));
    }

    /** A slug of its own for a new article, made from its title, with a number behind it if it must be. */
    public String claimFromTitle(@Nullable String title, String locale, UUID article) {
        String spelled = title == null ? "" : site.slugsByLocale() ? Slug.of(title, locale) : Slug.of(title);
        String base = spelled.isEmpty() ? "untitled" : isReserved(spelled) ? spelled + "-article" : spelled;
        for (int number = 1; number < 10; number++) {
            String slug = number == 1 ? base : Slug.numbered(base, number);
            if (claim(slug, article)) {
                return slug;
            }
        }
        // Ten of the same title already: counting on would cost a statement for each.
        String id = article.toString();
        String slug = Slug.of(base.substring(0, Math.min(base.length(), 180)) + " " + id.substring(id.length() - 12));
        claim(slug, article);
        return slug;
    }

    /** Gives up a slug that no reader has ever seen. */
    public void release(String slug, UUID article) {
        sql.execute("delete from slug where slug = ? and article_id = ? and not once_live", slug, article);
    }

    public void releaseAll(UUID article) {
        sql.execute("delete from slug where article_id = ? and not once_live", article);
    }

    /** The one under which readers saw it last; empty if they never did. */
    public Optional<String> lastPublished(UUID article) {
        return sql.resultQuery("""
                        select slug from publication_period where article_id = ? order by live_from desc, id desc limit 1
                        """, article).fetchOptional("slug", String.class);
    }
}
