package dev.broadsheet.terms.list;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.terms.TermKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Terms that published articles have in common with a given term. Only the newest thousand articles of the term are
 * examined, so the cost is limited even for a term of a million articles, and the result reflects recent use. The score
 * is the cosine similarity, which lowers terms that nearly every article has: the number of examined articles with the
 * other term, divided by the square root of (the number of examined articles times the number of all articles with the
 * other term).
 */
@ApplicationScoped
public class RelatedTerms {

    static final int NEWEST = 1000;

    /** A related term. */
    @Schema(name = "RelatedTerm", description = "A term that articles use together with another.")
    public record Related(
            UUID id,
            @Schema(examples = "iraq") String slug,
            @Schema(examples = "Iraq") String name,

            @Schema(description = "Number of articles that have both.", examples = "12")
            long count,

            @Schema(
                    description =
                            "Cosine similarity: count / √(articles examined × live articles of this one); 1 if they always occur together.",
                    examples = "0.4619")
            double score) {}

    /**
     * The response.
     *
     * @param articles how many articles were examined
     */
    @Schema(name = "RelatedTerms", description = "Terms that are used together with one, closest first.")
    public record RelatedTermsResponse(
            List<Related> data,

            @Schema(description = "Number of articles examined: the newest, at most 1,000.", examples = "74")
            long articles) {}

    /**
     * The condition on {@code expire_at} leaves out articles that have expired but haven't been taken down yet, which
     * are very few.
     */
    private static final PreparedQuery TOGETHER = PreparedQuery.ofSql("""
            with newest as materialized (
                select f.article_id from publication_term f
                where f.term_id = :term and not exists (
                    select 1 from publication x where x.article_id = f.article_id and x.expire_at <= :now::timestamptz)
                order by f.published_at desc, f.article_id desc limit :newest),
            examined as (select count(*) as n from newest),
            together as materialized (
                select o.term_id, count(*) as n from newest join publication_term o on o.article_id = newest.article_id
                where o.term_id <> :term group by o.term_id),
            pending_counts as materialized (
                select term_id, sum(articles) as n from term_count_change group by term_id),
            scored as (
                select t.id, t.slug, t.name, together.n,
                    together.n / sqrt(examined.n::float8 * greatest(
                        together.n, coalesce(c.articles, 0) + coalesce(pending_counts.n, 0))::float8) as score
                from examined, together join term t on t.id = together.term_id and t.kind = :kind
                left join term_count c on c.term_id = t.id
                left join pending_counts on pending_counts.term_id = t.id)
            select examined.n as examined, s.id, s.slug, s.name, s.n, round(s.score::numeric, 4)::float8 as score
            from examined left join (select * from scored order by score desc, n desc, slug limit :limit) s on true
            order by s.score desc, s.n desc, s.slug
            """);

    private final DSLContext sql;
    private final Clock clock;

    RelatedTerms(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Empty for a term that no article uses and that only groups its descendants. */
    public RelatedTermsResponse of(TermKind kind, TermView term, int limit) {
        List<? extends Record> rows = TOGETHER.with("term", term.id())
                .with("now", clock.now().atOffset(ZoneOffset.UTC))
                .with("newest", NEWEST)
                .with("kind", kind.text())
                .with("limit", limit)
                .fetch(sql);
        return new RelatedTermsResponse(
                rows.stream()
                        .filter(row -> row.get("id") != null)
                        .map(row -> new Related(
                                row.get("id", UUID.class),
                                row.get("slug", String.class),
                                row.get("name", String.class),
                                row.get("n", Long.class),
                                row.get("score", Double.class)))
                        .toList(),
                rows.get(0).get("examined", Long.class));
    }
}
