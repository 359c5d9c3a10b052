package dev.broadsheet.publications.related;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.list.LiveListing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Finds the articles related to a live article, in one statement and so from one snapshot.
 *
 * <p>Ranking: first the articles that the editor has named, in that order. Then articles with shared tags, by
 * descending weight: each shared tag weighs 1/ln(1+n), n being the number of live articles with this tag (the
 * Adamic–Adar index), so that one rare tag outweighs two very frequent ones. Then articles with similar words (see
 * {@link TextSimilarity}), by descending similarity. This is the cosine of the two word vectors; a word weighs more the
 * fewer of the compared articles contain it. Articles of equal weight are sorted by similarity, then newest first.
 *
 * <p>The cost is bounded: the newest hundred articles of each of the ten rarest tags are weighed; the best hundred of
 * those and the newest two hundred articles of the same language are compared by words. n is counted up to a thousand,
 * and extrapolated beyond that from the dates of the newest thousand and of the oldest article.
 */
@ApplicationScoped
class RelatedArticles {

    private static final String RANKED = """
            (with here as materialized (
                select p.article_id, p.locale, p.related_ids from publication p where p.article_id = {0}),
            chosen as materialized (
                select p.article_id, u.place
                from here cross join unnest(here.related_ids) with ordinality as u(id, place)
                join publication p on p.article_id = u.id
                where {1} and p.article_id <> {0} and (p.expire_at is null or p.expire_at > {4})),
            tag as materialized (
                select t.id, greatest(c.carriers, case when c.carriers >= 1000 then c.carriers
                        * extract(epoch from c.newest - o.oldest) / greatest(extract(epoch from c.newest - c.since), 1)
                    end)::float8 as carriers
                from (select k.id from publication_term m join term k on k.id = m.term_id and k.kind = 'tag'
                    where m.article_id = {0}) t
                cross join lateral (
                    select count(*)::float8 as carriers, min(f.published_at) as since, max(f.published_at) as newest
                    from (select published_at from publication_term
                        where term_id = t.id order by published_at desc limit 1000) f) c
                cross join lateral (
                    select published_at as oldest from publication_term
                    where term_id = t.id order by published_at limit 1) o
                where {2}
                order by carriers limit 10),
            tag_articles as materialized (
                select distinct c.article_id, c.published_at
                from tag cross join lateral (
                    select f.article_id, f.published_at from publication_term f
                    where f.term_id = tag.id order by f.published_at desc, f.article_id desc limit 100) c
                where c.article_id <> {0}),
            tagged as materialized (
                select f.article_id, f.published_at, (
                    select sum(1 / ln(1 + tag.carriers)) from publication_term x join tag on tag.id = x.term_id
                    where x.article_id = f.article_id) as weight
                from tag_articles f),
            pool as materialized (
                (select article_id, published_at from tagged
                    where {3} order by weight desc, published_at desc, article_id desc limit 100)
                union (select n.article_id, n.published_at from {6} n where {3} and n.article_id <> {0})),
            word as materialized (
                select p.article_id, w.lexeme
                from (select article_id from pool union all select {0} where {3}) l
                join publication p on p.article_id = l.article_id
                cross join unnest({7}) as w(lexeme)),
            rarity as materialized (
                select lexeme, ln(1 + (select count(*) from pool)::float8 / count(*)) as weight
                from word group by lexeme),
            weighed as materialized (
                select w.article_id, w.lexeme, r.weight from word w join rarity r on r.lexeme = w.lexeme),
            size as materialized (
                select article_id, sqrt(sum(weight * weight)) as length from weighed group by article_id),
            alike as materialized (
                select w.article_id, sum(w.weight * m.weight) / min(s.length * t.length) as likeness
                from weighed m join weighed w on w.lexeme = m.lexeme and w.article_id <> m.article_id
                join size s on s.article_id = w.article_id
                join size t on t.article_id = m.article_id
                where m.article_id = {0}
                group by w.article_id),
            found as (
                select article_id from chosen
                union select article_id from tagged
                union select article_id from alike where likeness >= {8})
            select f.article_id, row_number() over (
                order by c.place, t.weight desc nulls last, a.likeness desc nulls last,
                    coalesce(t.published_at, l.published_at) desc, f.article_id desc) as place
            from found f
            left join chosen c on c.article_id = f.article_id
            left join tagged t on t.article_id = f.article_id
            left join alike a on a.article_id = f.article_id
            left join pool l on l.article_id = f.article_id
            where not exists (
                select 1 from publication x where x.article_id = f.article_id and x.expire_at <= {4})
            order by place limit {5})
            """;

    private final LiveListing list;
    private final Clock clock;

    RelatedArticles(LiveListing list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    /** Empty if the article isn't live. */
    List<LiveCopy> find(UUID article, Set<RelatedBy> by, int limit, Projection projection) {
        return list.articles(ranked(article, by, limit), projection);
    }

    /** The ids of the related articles, with their {@code place}. */
    Table<?> ranked(UUID article, Set<RelatedBy> by, int limit) {
        return table(
                RANKED,
                val(article),
                inline(by.contains(RelatedBy.EDITOR)),
                inline(by.contains(RelatedBy.TAGS)),
                inline(by.contains(RelatedBy.TEXT)),
                val(clock.now().atOffset(ZoneOffset.UTC), SQLDataType.OFFSETDATETIME),
                inline(limit),
                TextSimilarity.CANDIDATES,
                TextSimilarity.WORDS,
                inline(TextSimilarity.MIN_SIMILARITY));
    }
}
