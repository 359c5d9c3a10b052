package dev.broadsheet.search;

import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.text.Tokenizer;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Finds tags, authors and sections that a live article uses, and their ancestors. Other terms aren't public.
 */
@ApplicationScoped
class TermFinder {

    /**
     * Score: 1 for the exact name, 0.8 for a name that begins with the query, 0.6 for a name that contains its words.
     * Aliases and former names count the same. Ties are sorted by the number of articles, of which at most a thousand
     * are counted.
     */
    private static final PreparedQuery FIND = PreparedQuery.ofSql("""
            select n.id, n.kind, n.slug, n.name, f.score
            from (select s.term_id, s.key,
                    case when :key = any(s.keys) then 1.0
                        when exists (select from unnest(s.keys) k where starts_with(k, :key)) then 0.8
                        else 0.6 end as score
                from term_search s where s.search @@ :query::tsquery) f
            join term n on n.id = f.term_id and n.kind = any(:kinds::text[])
            cross join lateral (select count(*) as articles from (
                select from publication_term t where t.term_id = n.id limit 1000) t) c
            where c.articles > 0
                or (select true from term b where b.parent_id = n.id limit 1) and live_below(n.id)
            order by f.score desc, c.articles desc, f.key, n.id limit :limit
            """);

    private final DSLContext sql;

    TermFinder(DSLContext sql) {
        this.sql = sql;
    }

    record Found(SearchResultType kind, UUID id, String slug, String name, BigDecimal score) {}

    List<Found> find(WebQuery query, Collection<SearchResultType> kinds, int limit) {
        String key = Tokenizer.folded(query.text());
        return FIND.with("key", key)
                .with("query", query.toTsQuery())
                .with("kinds", kinds.stream().map(SearchResultType::text).toArray(String[]::new))
                .with("limit", limit)
                .fetch(sql)
                .map(row -> new Found(
                        SearchResultType.valueOf(row.get("kind", String.class).toUpperCase(java.util.Locale.ROOT)),
                        row.get("id", UUID.class),
                        row.get("slug", String.class),
                        row.get("name", String.class),
                        row.get("score", BigDecimal.class)));
    }
}
