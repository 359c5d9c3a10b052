package dev.broadsheet.publications.article;

import dev.broadsheet.articles.json.SuccessorView;
import dev.broadsheet.kernel.sql.PreparedQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reason and the successor of an article that was live and isn't now, for a 410 response. One statement.
 */
@ApplicationScoped
public class GoneArticles {

    /** Maximum length of a chain of successors; a longer one is a mistake or a cycle. */
    private static final int MAX_STEPS = 20;

    /**
     * Follows the chain of successors to the first one that is live, or to a successor URL. A successor that was never
     * live ends the chain, because its own successor isn't public.
     */
    private static final PreparedQuery FIND = PreparedQuery.ofSql("""
            with recursive trail (step, id, state, reason, once_live, successor_id, successor_url) as (
                select 0, a.id,
                    case when a.trashed_at is not null then 'trashed'
                        when a.archived_at is not null then 'archived'
                        when a.expire_at <= :now::timestamptz then 'expired'
                        else 'withdrawn' end,
                    a.gone_reason, true, a.successor_id, a.successor_url
                from article a where a.id = :article::uuid
                union all
                select t.step + 1, a.id, null, null, a.first_published_at is not null, a.successor_id, a.successor_url
                from trail t join article a on a.id = t.successor_id
                where t.once_live and t.step < :max_steps
            )
            select t.state, t.reason, s.id, s.slug, s.title, s.url
            from (select 1) one
            left join trail t on t.step = 0
            left join lateral (
                select p.article_id as id, p.slug, p.title,
                    case when p.article_id is null then n.successor_url end as url
                from trail n
                left join publication p on n.step > 0 and p.article_id = n.id
                    and (p.expire_at is null or p.expire_at > :now::timestamptz)
                where p.article_id is not null or n.once_live and n.successor_url is not null
                order by n.step limit 1) s on true
            where not exists (select 1 from article a where a.id = :article::uuid)
                    and exists (select 1 from slug k where k.article_id = :article::uuid and k.once_live)
                or exists (
                    select 1 from publication_period d
                    where d.article_id = :article::uuid and (:external_id::text is null or d.external_id = :external_id))
            """);

    private final DSLContext sql;

    GoneArticles(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * State and successor of the article; all null for an article deleted permanently.
     *
     * @param state {@code trashed}, {@code archived}, {@code expired} or {@code withdrawn}, with the precedence of
     *     {@link dev.broadsheet.articles.Article#status}
     * @param note the editor's reason
     */
    public record Gone(
            @Nullable String state,
            @Nullable String note,
            @Nullable SuccessorView successor) {

        public @Nullable String reason() {
            return note == null ? state : note;
        }

        /** Completes the sentence “The article … .” */
        String description() {
            return state == null
                    ? "has been deleted"
                    : state.equals("expired")
                            ? "has expired"
                            : state.equals("trashed") ? "has been moved to the trash" : "has been " + state;
        }
    }

    /**
     * @param externalId the external id by which the article was named, or null; it must be one that the article had
     *     while it was live, because any other was never public
     * @return empty if the article was never live
     */
    public Optional<Gone> find(UUID article, @Nullable String externalId, Instant now) {
        return FIND
                .with("now", now.atOffset(ZoneOffset.UTC))
                .with("article", article)
                .with("max_steps", MAX_STEPS)
                .with("external_id", externalId)
                .fetch(sql)
                .stream()
                .findFirst()
                .map(row -> new Gone(row.get("state", String.class), row.get("reason", String.class), successor(row)));
    }

    private static @Nullable SuccessorView successor(Record row) {
        String url = row.get("url", String.class);
        if (url != null) {
            return SuccessorView.elsewhere(url);
        }
        UUID id = row.get("id", UUID.class);
        return id == null
                ? null
                : SuccessorView.article(id, row.get("slug", String.class), row.get("title", String.class));
    }
}
