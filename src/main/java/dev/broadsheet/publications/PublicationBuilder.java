package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleTree;
import dev.broadsheet.articles.Content;
import dev.broadsheet.articles.ExpiryMoved;
import dev.broadsheet.articles.TakenDown;
import dev.broadsheet.articles.WentLive;
import dev.broadsheet.body.Body;
import dev.broadsheet.body.document.Document;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Makes the live copy out of a revision, in the transaction that publishes it: everything that a read would otherwise
 * have to work out is worked out here, once.
 */
@ApplicationScoped
class PublicationBuilder {

    private static final String PUT_UP = """
            insert into publication (
                article_id, revision, slug, locale, type, title, published_at, first_published_at, created_at, updated_at,
                expire_at, tag_ids, author_ids, section_id, related_ids, canonical_url, summary, detail, body, body_html,
                body_text)
            values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::uuid[], ?::uuid[], ?::uuid, ?::uuid[], ?, ?, ?, ?, ?, ?)
            on conflict (article_id) do update set
                revision = excluded.revision, slug = excluded.slug, locale = excluded.locale, type = excluded.type,
                title = excluded.title, published_at = excluded.published_at,
                first_published_at = excluded.first_published_at, updated_at = excluded.updated_at,
                expire_at = excluded.expire_at, tag_ids = excluded.tag_ids, author_ids = excluded.author_ids,
                section_id = excluded.section_id, related_ids = excluded.related_ids,
                canonical_url = excluded.canonical_url, summary = excluded.summary,
                detail = excluded.detail, body = excluded.body, body_html = excluded.body_html,
                body_text = excluded.body_text
            """;

    /** Its terms as they are now; those deleted since the revision was written have no row any more. */
    private static final String FILE_UNDER = """
            with gone as (
                delete from publication_term
                where article_id = ? and (published_at <> ?::timestamptz or not term_id = any(?::uuid[])))
            insert into publication_term (term_id, published_at, article_id)
            select id, ?::timestamptz, ?::uuid from term where id = any(?::uuid[])
            on conflict do nothing
            """;

    private static final String CLOSE_PERIOD =
            "update publication_period set live_until = ?::timestamptz where article_id = ? and live_until is null";

    private static final String OPEN_PERIOD =
            "insert into publication_period (article_id, revision, slug, live_from) values (?, ?, ?, ?::timestamptz)";

    private final DSLContext sql;

    PublicationBuilder(DSLContext sql) {
        this.sql = sql;
    }

    void putUp(@Observes WentLive event) {
        Article article = event.article();
        Content content = event.revision().content;
        int revision = event.revision().number();
        Document body = Objects.requireNonNull(content.body());
        OffsetDateTime now = utc(event.at());
        OffsetDateTime firstPublished = utc(Objects.requireNonNull(article.firstPublishedAt));
        OffsetDateTime published = content.publishedAt() == null ? firstPublished : utc(content.publishedAt());
        ObjectNode detail = ArticleTree.written(content);
        ObjectNode summary = ArticleTree.ordered(detail, ArticleTree.SUMMARY);
        summary.fieldNames().forEachRemaining(detail::remove);
        sql.execute(
                PUT_UP,
                article.id,
                revision,
                content.slug(),
                content.locale(),
                content.type(),
                content.title(),
                published,
                firstPublished,
                utc(article.createdAt),
                now,
                article.expireAt == null ? null : utc(article.expireAt),
                content.tags().toArray(UUID[]::new),
                content.authors().toArray(UUID[]::new),
                content.section(),
                content.related().toArray(UUID[]::new),
                content.canonicalUrl(),
                summary.toString(),
                detail.toString(),
                Body.blocks(body).toString(),
                Body.html(body),
                Body.text(body));
        UUID[] terms = content.terms().toArray(UUID[]::new);
        sql.execute(FILE_UNDER, article.id, published, terms, published, article.id, terms);
        sql.execute(CLOSE_PERIOD, now, article.id);
        sql.execute(OPEN_PERIOD, article.id, revision, content.slug(), now);
    }

    void takeDown(@Observes TakenDown event) {
        UUID article = event.article().id;
        sql.execute("delete from publication where article_id = ?", article);
        sql.execute(CLOSE_PERIOD, utc(event.at()), article);
    }

    void moveExpiry(@Observes ExpiryMoved event) {
        Instant at = event.article().expireAt;
        sql.execute(
                "update publication set expire_at = ?::timestamptz where article_id = ?",
                at == null ? null : utc(at),
                event.article().id);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
