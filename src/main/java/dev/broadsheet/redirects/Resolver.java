package dev.broadsheet.redirects;

import dev.broadsheet.answers.Provenance;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFound;
import dev.broadsheet.publications.GoneArticles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Answers where a URL leads today, in one statement; in two if what was there is gone. It knows what readers know: the
 * names of an article that were public, and nothing of one that never was.
 */
@ApplicationScoped
class Resolver {

    /** The ranks: a redirect made by hand, the API's own path, a canonicalUrl, the last part of the path. */
    static final int NAMED = 2;

    static final int LAST_SEGMENT = 4;

    private static final String FIND = """
            select f.status, f.target, f.article_id, f.external_id, f.slug as asked, p.slug, p.title
            from (
                (select 1 as rank, r.status, r.target, r.article_id, null::text as slug, null::text as external_id
                    from redirect r where r.source in (?, ?) order by char_length(r.source) desc limit 1)
                union all
                select w.rank, 200, null, coalesce(w.id, s.article_id, e.id), s.slug,
                    case when w.id is null and s.slug is null then w.name end
                from unnest(?::int[], ?::text[], ?::uuid[]) as w(rank, name, id)
                left join slug s on s.slug = w.name and s.once_live
                left join article e on e.external_id = w.name
                union all
                (select 3, 200, null, c.article_id, null, null from publication c
                    where c.canonical_url = any(?::text[]) and (c.expire_at is null or c.expire_at > ?::timestamptz)
                    order by c.published_at desc, c.article_id limit 1)
            ) f
            left join publication p on p.article_id = f.article_id
                and (p.expire_at is null or p.expire_at > ?::timestamptz)
            where f.target is not null
                or f.status = 410
                or p.article_id is not null
                    and (f.external_id is null or p.external_id = f.external_id)
                or p.article_id is null and (
                    exists (
                        select 1 from publication_period d
                        where d.article_id = f.article_id
                            and (f.external_id is null or d.external_id = f.external_id))
                    or f.external_id is null
                        and not exists (select 1 from article a where a.id = f.article_id)
                        and exists (select 1 from slug k where k.article_id = f.article_id and k.once_live))
            order by f.rank limit 1
            """;

    private final DSLContext sql;
    private final GoneArticles gone;
    private final Clock clock;
    private final Provenance provenance;

    Resolver(DSLContext sql, GoneArticles gone, Clock clock, Provenance provenance) {
        this.sql = sql;
        this.gone = gone;
        this.clock = clock;
        this.provenance = provenance;
    }

    Resolution resolve(Question asked) {
        Instant now = clock.now();
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        Record found = sql.fetchOne(
                FIND,
                asked.place().text(),
                asked.place().path(),
                asked.names().stream().map(Question.Name::rank).toArray(Integer[]::new),
                asked.names().stream().map(Question.Name::text).toArray(String[]::new),
                asked.names().stream().map(Question.Name::id).toArray(UUID[]::new),
                asked.canonical().toArray(String[]::new),
                at,
                at);
        if (found == null) {
            throw new NotFound("place", asked.url());
        }
        // A change of a redirect or of a canonicalUrl drops no answer from memory.
        provenance.notKeepable();
        UUID id = found.get("article_id", UUID.class);
        if (id != null) {
            provenance.article(id);
        }
        String url = asked.url();
        int status = found.get("status", Integer.class);
        String target = found.get("target", String.class);
        if (target != null) {
            return Resolution.redirect(url, status, target);
        }
        if (status == Redirect.GONE) {
            return Resolution.gone(url, null, null);
        }
        String slug = found.get("slug", String.class);
        if (slug == null) {
            return gone.find(id, found.get("external_id", String.class), now)
                    .map(told -> Resolution.gone(url, told.reason(), told.successor()))
                    .orElseThrow(() -> new NotFound("place", url));
        }
        String name = found.get("asked", String.class);
        boolean former = status == 200 && name != null && !name.equals(slug);
        return Resolution.article(
                url, former ? 308 : status, new Resolution.ArticleAt(id, slug, found.get("title", String.class)));
    }
}
