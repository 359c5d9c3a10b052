package dev.broadsheet.articles;

import dev.broadsheet.access.audit.ArticleIds;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.NotFoundProblem;
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
 * Resolves names of articles and claims slugs. A name is an id, a slug, a former slug or an externalId, in this order.
 * The primary key of the table {@code slug} prevents two articles from having the same slug, even under concurrent
 * writes.
 */
@ApplicationScoped
public class Slugs implements ArticleIds {

    /** Words that the API uses as path segments. */
    private static final Set<String> RESERVED = Set.of("batch", "query", "export", "import", "search", "new");

    /**
     * CTE for the statement that publishes: reserves the former slugs of an article forever. Reads the CTE
     * {@code copy (article_id, slug)}. The slug of the working copy, {@code :working_slug}, is reserved when its
     * revision is published.
     */
    public static final String PUBLISH_FORMER = """
            reserved_former_slugs as (
                update slug s set once_live = true from copy c
                where s.article_id = c.article_id and s.slug <> c.slug and s.slug <> :working_slug and not s.once_live)""";

    /** The CTEs that also reserve the slug of the live copy. They include {@link #PUBLISH_FORMER}. */
    public static final String PUBLISH = """
            reserved_slug as (
                insert into slug (slug, article_id, once_live) select c.slug, c.article_id, true from copy c
                on conflict (slug) do update set once_live = true
                    where slug.article_id = excluded.article_id and not slug.once_live),
            """ + PUBLISH_FORMER;

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

    /** The id of the article that a name in a URL stands for. The article may have been deleted permanently since. */
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

    /** The article that a name in a URL stands for; an unknown name is a 404. */
    public Article require(String name) {
        return find(name)
                .flatMap(id -> Article.<Article>findByIdOptional(id))
                .orElseThrow(() -> new NotFoundProblem("article", name));
    }

    @Override
    public Optional<UUID> ofSlug(String slug) {
        return Optional.ofNullable(sql.resultQuery("select article_id as id from slug where slug = ?", slug)
                .coerce(ID)
                .fetchOne(ID));
    }

    /**
     * Like {@link #find}, only for articles that exist, with a {@code FOR KEY SHARE} lock: no other transaction can
     * delete the article before this one ends.
     */
    public Optional<UUID> findAndLock(String name) {
        return find(name)
                .map(id -> sql.resultQuery("select id from article where id = ? for key share", id)
                        .fetchOne("id", UUID.class));
    }

    /** @return whether the article owns the slug now; false if another article owns it or was once live under it */
    public boolean claim(String slug, UUID article) {
        return article.equals(sql.resultQuery("""
                                insert into slug (slug, article_id, once_live) values (?, ?, false)
                                on conflict (slug) do update set article_id = slug.article_id
                                returning article_id as id
                                """, slug, article).coerce(ID).fetchOne(ID));
    }

    /** Claims a slug made from the title of a new article, with a number appended if the slug is taken. */
    public String claimFromTitle(@Nullable String title, String locale, UUID article) {
        String spelled = title == null ? "" : site.slugsByLocale() ? Slug.of(title, locale) : Slug.of(title);
        String base = spelled.isEmpty() ? "untitled" : isReserved(spelled) ? spelled + "-article" : spelled;
        for (int number = 1; number < 10; number++) {
            String slug = number == 1 ? base : Slug.numbered(base, number);
            if (claim(slug, article)) {
                return slug;
            }
        }
        // All nine slugs are taken. Appends the end of the id, because each further number would cost a statement.
        String id = article.toString();
        String slug = Slug.of(base.substring(0, Math.min(base.length(), 180)) + " " + id.substring(id.length() - 12));
        claim(slug, article);
        return slug;
    }

    /** Deletes a slug of the article, unless the article was ever live under it. */
    public void release(String slug, UUID article) {
        sql.execute("delete from slug where slug = ? and article_id = ? and not once_live", slug, article);
    }

    public void releaseAll(UUID article) {
        sql.execute("delete from slug where article_id = ? and not once_live", article);
    }

    /** The slug under which the article was last live; empty if it was never published. */
    public Optional<String> lastPublished(UUID article) {
        return sql.resultQuery("""
                        select slug from publication_period where article_id = ? order by live_from desc, id desc limit 1
                        """, article).fetchOptional("slug", String.class);
    }
}
