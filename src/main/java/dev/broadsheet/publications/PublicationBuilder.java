package dev.broadsheet.publications;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;
import static dev.broadsheet.publications.search.SearchVectorTable.PUBLICATION_SEARCH;
import static org.jooq.impl.DSL.select;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticlePublished;
import dev.broadsheet.articles.ArticleTakenDown;
import dev.broadsheet.articles.ExpiryChanged;
import dev.broadsheet.articles.content.ArticleMembers;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.index.WorkingCopyIndex;
import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.DocumentMetadata;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.terms.TermMerged;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.text.SearchVectorInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Builds the live copy from a revision, in the transaction that publishes it. Renders JSON, HTML and text once, so that
 * reads don't have to.
 */
@ApplicationScoped
class PublicationBuilder {

    /** Returns the state before, even of a copy that has expired but isn't taken down yet. */
    private static final String TAKE_DOWN =
            """
            with input as (select ?::uuid as article, ?::timestamptz as now),
            gone as (delete from publication p using input where p.article_id = input.article returning p.article_id),
            closed as (
                update publication_period p set live_until = greatest(p.live_from, input.now) from input
                where p.id = %s and (p.live_until is null or p.live_until > input.now))
            select true as before, c.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = c.article_id) as terms
            from gone join publication_period c on c.id = %s
            """.formatted(PublicationSql.lastPeriod("input.article"), PublicationSql.lastPeriod("gone.article_id"));

    /** An expiry in the past ends the period now, because readers have seen the article until now. */
    private static final String MOVE_END = """
            with moved as (
                update publication_period p
                set live_until = case
                    when input.at is null then null else greatest(p.live_from, input.at, input.now) end
                from (select ?::timestamptz as at, ?::timestamptz as now, ?::uuid as article) input
                where p.id = %s and (p.live_until is null or p.live_until > input.now)
                returning p.*)
            select true as before, m.*, (
                select array_agg(f.term_id) from publication_term f where f.article_id = m.article_id) as terms
            from moved m
            """.formatted(PublicationSql.lastPeriod("input.article"));

    /**
     * The longest body, in characters, that is indexed before the title. Positions in a {@code tsvector} end at 16,383;
     * a longer body would leave none for the other texts.
     */
    private static final int MAX_BODY_IN_FRONT = 16_000;

    private final DSLContext sql;
    private final Terms terms;
    private final WorkingCopyIndex workingCopyIndex;
    private final Event<PublishedArticleChanged> changes;

    PublicationBuilder(
            DSLContext sql, Terms terms, WorkingCopyIndex workingCopyIndex, Event<PublishedArticleChanged> changes) {
        this.sql = sql;
        this.terms = terms;
        this.workingCopyIndex = workingCopyIndex;
        this.changes = changes;
    }

    void publish(@Observes ArticlePublished event) {
        Article article = event.article();
        Content content = event.revision().content();
        Content before = event.before();
        boolean same = event.revision().number() == article.revision;
        if (!same) {
            copySearchToWorkingCopy(article.id);
        }
        if (same && before != null && content.hasSamePlacement(before)) {
            fireChange(article.id, correct(event, content.hasSameBody(before)));
        } else {
            fireChange(article.id, writeWhole(event));
        }
    }

    private List<Record> writeWhole(ArticlePublished event) {
        Content content = event.revision().content();
        Map<Field<?>, @Nullable Object> row = row(event);
        row.putAll(body(content));
        return content.indexedText(names(content))
                .bind(bind(PublicationSql.PUBLISH, event, row))
                .fetch(sql);
    }

    /** An unchanged body is neither written nor parsed for search again. */
    private List<Record> correct(ArticlePublished event, boolean sameBody) {
        Article article = event.article();
        Content content = event.revision().content();
        boolean keepBodyLexemes = sameBody && content.text().length() <= MAX_BODY_IN_FRONT;
        SearchVectorInput words =
                keepBodyLexemes ? content.indexedTextWithoutBody(names(content)) : content.indexedText(names(content));
        Map<Field<?>, @Nullable Object> row = row(event);
        row.keySet().retainAll(PublicationSql.CORRECTED);
        PublicationSql.BODY.forEach(column -> row.put(column, null));
        if (!sameBody) {
            row.putAll(body(content));
        }
        return words.bind(bind(PublicationSql.CORRECT, event, row))
                .with("keep_body_lexemes", keepBodyLexemes)
                .fetch(sql);
    }

    /** Binds the parameters that both statements have. */
    private static PreparedQuery.Execution bind(
            PreparedQuery statement, ArticlePublished event, Map<Field<?>, @Nullable Object> row) {
        Article article = event.article();
        PreparedQuery.Execution execution = statement
                .with("article", article.id)
                .with("now", utc(event.at()))
                .with("same", event.revision().number() == article.revision)
                .with("working_slug", article.slug);
        row.forEach((column, value) -> execution.with(column.getName(), value));
        return execution;
    }

    private Collection<TermName> names(Content content) {
        return terms.names(content.terms()).values();
    }

    /** The columns of the live copy, except the body. */
    private static Map<Field<?>, @Nullable Object> row(ArticlePublished event) {
        Article article = event.article();
        Content content = event.revision().content();
        int revision = event.revision().number();
        Instant firstPublishedAt = Objects.requireNonNull(article.firstPublishedAt);
        Instant publishedAt = content.publishedAt() == null ? firstPublishedAt : content.publishedAt();
        DocumentMetadata metadata = DocumentMetadata.of(Objects.requireNonNull(content.body()));
        RenderedJson json = RenderedJson.of(
                article.id,
                revision,
                content,
                new RenderedJson.Times(publishedAt, firstPublishedAt, article.createdAt, article.updatedAt));
        Set<UUID> media = content.media();
        Map<Field<?>, @Nullable Object> row = new HashMap<>();
        ArticleMembers.OPTIONAL_COLUMNS.forEach(
                member -> row.put(PUBLICATION.column(member.column()), content.get(member)));
        row.put(PUBLICATION.ARTICLE_ID, article.id);
        row.put(PUBLICATION.column(ListField.EXTERNAL_ID), content.externalId());
        row.put(PUBLICATION.column(ListField.SLUG), content.slug());
        row.put(PUBLICATION.column(ListField.LOCALE), content.locale());
        row.put(PUBLICATION.column(ListField.TYPE), content.type());
        row.put(PUBLICATION.column(ListField.TITLE), content.title());
        row.put(PUBLICATION.column(ListField.WORD_COUNT), metadata.words());
        row.put(PUBLICATION.column(ListField.READING_MINUTES), metadata.readingMinutes());
        row.put(PUBLICATION.column(ListField.REVISION), revision);
        row.put(PUBLICATION.column(ListField.PUBLISHED_AT), utc(publishedAt));
        row.put(PUBLICATION.column(ListField.FIRST_PUBLISHED_AT), utc(firstPublishedAt));
        row.put(PUBLICATION.column(ListField.CREATED_AT), utc(article.createdAt));
        row.put(PUBLICATION.column(ListField.UPDATED_AT), utc(article.updatedAt));
        row.put(PUBLICATION.EXPIRE_AT, article.expireAt == null ? null : utc(article.expireAt));
        row.put(PUBLICATION.TAG_IDS, content.tags().toArray(UUID[]::new));
        row.put(PUBLICATION.AUTHOR_IDS, content.authors().toArray(UUID[]::new));
        row.put(PUBLICATION.SECTION_ID, content.section());
        row.put(PUBLICATION.RELATED_IDS, content.related().toArray(UUID[]::new));
        row.put(PUBLICATION.MEDIA_IDS, media.isEmpty() ? null : media.toArray(UUID[]::new));
        row.put(PUBLICATION.HERO_MEDIA_ID, content.heroMedia());
        row.put(PUBLICATION.CANONICAL_URL, content.get(ArticleMembers.CANONICAL_URL));
        row.put(PUBLICATION.OPENING, json.opening());
        row.put(PUBLICATION.LISTING, json.listing());
        row.put(PUBLICATION.DETAILS, json.details());
        row.put(PUBLICATION.CLOSING, json.closing());
        return row;
    }

    private static Map<Field<?>, @Nullable Object> body(Content content) {
        Document body = Objects.requireNonNull(content.body());
        return Map.of(
                PUBLICATION.BODY, BodyConverter.blocks(body).toString(),
                PUBLICATION.BODY_HTML, BodyConverter.toHtml(body),
                PUBLICATION.BODY_TEXT, BodyConverter.toText(body));
    }

    /** Readers see the change once the transaction commits. */
    private void fireChange(UUID article, List<Record> periods) {
        changes.fire(new PublishedArticleChanged(
                article, PublishedSnapshotReader.of(periods, true), PublishedSnapshotReader.of(periods, false)));
    }

    void takeDown(@Observes ArticleTakenDown event) {
        UUID article = event.article().id;
        OffsetDateTime now = utc(event.at());
        copySearchToWorkingCopy(article);
        fireChange(article, sql.fetch(TAKE_DOWN, article, now));
    }

    void changeExpiry(@Observes ExpiryChanged event) {
        UUID article = event.article().id;
        Instant expiry = event.article().expireAt;
        @Nullable OffsetDateTime end = expiry == null ? null : utc(expiry);
        OffsetDateTime now = utc(event.at());
        boolean up =
                sql.execute("update publication set expire_at = ?::timestamptz where article_id = ?", end, article) > 0;
        List<Record> moved = up ? sql.fetch(MOVE_END, end, now, article) : List.of();
        if (!moved.isEmpty()) {
            fireChange(article, moved);
        } else if (up && (end == null || end.isAfter(now))) {
            // The copy had expired but wasn't taken down yet: with the new expiry it is live again.
            fireChange(
                    article,
                    PublicationSql.RENEW_PERIOD
                            .with("article", article)
                            .with("now", now)
                            .with("same", false)
                            .fetch(sql));
        }
    }

    /**
     * A working copy at the live revision is searched through {@code publication_search}. Before that row changes, the
     * working copy gets a vector of its own.
     */
    private void copySearchToWorkingCopy(UUID article) {
        PublicationTable p = PUBLICATION.as("p");
        workingCopyIndex.storeSearch(
                select(p.ARTICLE_ID, p.column(ListField.REVISION, Integer.class), PUBLICATION_SEARCH.SEARCH)
                        .from(p)
                        .join(PUBLICATION_SEARCH)
                        .on(PUBLICATION_SEARCH.ARTICLE_ID.eq(p.ARTICLE_ID))
                        .where(p.ARTICLE_ID.eq(article)));
    }

    /** Articles that have both terms keep the row of the merge target. The other row is deleted with its term. */
    void mergeTerms(@Observes TermMerged event) {
        sql.execute("""
                update publication_term t set term_id = ? where t.term_id = ? and not exists (
                    select 1 from publication_term x
                    where x.term_id = ? and x.published_at = t.published_at and x.article_id = t.article_id)
                """, event.into(), event.term(), event.into());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
