package dev.broadsheet.redirects;

import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.publications.article.GoneArticles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Resolves a URL to its current location with one statement, or two if the article is gone. It finds articles by their
 * public names only, and only if they were published at some time.
 */
@ApplicationScoped
class UrlResolver {

    /**
     * The ranks, from 1: a redirect made by an editor, a path of the API, a canonicalUrl, the last segment of the path.
     */
    static final int NAMED = 2;

    static final int LAST_SEGMENT = 4;

    private static final PreparedQuery FIND = PreparedQuery.ofSql("""
            select f.status, f.target, f.article_id, f.external_id, f.slug as asked, p.slug, p.title
            from (
                (select 1 as rank, r.status, r.target, r.article_id, null::text as slug, null::text as external_id
                    from redirect r where r.source in (:url, :path) order by char_length(r.source) desc limit 1)
                union all
                select w.rank, 200, null, coalesce(w.id, s.article_id, e.id), s.slug,
                    case when w.id is null and s.slug is null then w.name end
                from unnest(:ranks::int[], :names::text[], :ids::uuid[]) as w(rank, name, id)
                left join slug s on s.slug = w.name and s.once_live
                left join article e on e.external_id = w.name
                union all
                (select 3, 200, null, c.article_id, null, null from publication c
                    where c.canonical_url = any(:canonical_urls::text[]) and (c.expire_at is null or c.expire_at > :now::timestamptz)
                    order by c.published_at desc, c.article_id limit 1)
            ) f
            left join publication p on p.article_id = f.article_id
                and (p.expire_at is null or p.expire_at > :now::timestamptz)
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
            """);

    private final DSLContext sql;
    private final GoneArticles gone;
    private final Clock clock;
    private final DependencyRecorder recorder;

    UrlResolver(DSLContext sql, GoneArticles gone, Clock clock, DependencyRecorder recorder) {
        this.sql = sql;
        this.gone = gone;
        this.clock = clock;
        this.recorder = recorder;
    }

    Resolution resolve(ResolveRequest request) {
        Instant now = clock.now();
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        List<ResolveRequest.Candidate> names = request.names();
        Record found = FIND
                .with("url", request.place().text())
                .with("path", request.place().path())
                .with(
                        "ranks",
                        names.stream().map(ResolveRequest.Candidate::rank).toArray(Integer[]::new))
                .with(
                        "names",
                        names.stream().map(ResolveRequest.Candidate::text).toArray(String[]::new))
                .with("ids", names.stream().map(ResolveRequest.Candidate::id).toArray(UUID[]::new))
                .with("canonical_urls", request.canonicalUrls().toArray(String[]::new))
                .with("now", at)
                .fetch(sql)
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("place", request.url()));
        // Changes of redirects and canonicalUrls don't invalidate cached responses.
        recorder.notCacheable();
        UUID id = found.get("article_id", UUID.class);
        if (id != null) {
            recorder.article(id);
        }
        String url = request.url();
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
                    .map(takedown -> Resolution.gone(url, takedown.reason(), takedown.successor()))
                    .orElseThrow(() -> new NotFoundProblem("place", url));
        }
        String name = found.get("asked", String.class);
        boolean former = status == 200 && name != null && !name.equals(slug);
        return Resolution.article(
                url, former ? 308 : status, new Resolution.ArticleAt(id, slug, found.get("title", String.class)));
    }
}
