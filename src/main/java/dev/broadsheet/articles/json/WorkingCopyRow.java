package dev.broadsheet.articles.json;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.articles.RevisionTable.REVISION;
import static dev.broadsheet.articles.index.ArticleTermTable.ARTICLE_TERM;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleTable;
import dev.broadsheet.articles.Revision;
import dev.broadsheet.articles.RevisionTable;
import dev.broadsheet.articles.content.StoredContent;
import dev.broadsheet.articles.index.ArticleTermTable;
import dev.broadsheet.terms.TermName;
import dev.broadsheet.terms.Terms;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.Record4;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of working copies, article {@code a} with its current revision {@code v}, converted to detached
 * entities. Names of terms and related articles come in the same row.
 */
record WorkingCopyRow(Record row) {

    static final ArticleTable A = ARTICLE.as("a");
    static final RevisionTable V = REVISION.as("v");
    private static final ArticleTermTable T = ARTICLE_TERM.as("t");
    private static final ArticleTable RELATED_ARTICLE = ARTICLE.as("x");

    private static final Field<String> CONTENT = V.CONTENT.cast(String.class).as("content");

    /** Names of terms by the ids that a revision may contain: a term's own id, and the ids of terms merged into it. */
    private static final Field<Result<Record4<UUID, UUID, String, String>>> NAMES = multiset(
                    Terms.namesByCurrentAndFormerId(
                            DSL.array(select(T.TERM_ID).from(T).where(T.ARTICLE_ID.eq(A.ID)))))
            .as("names");

    private static final Field<Result<Record3<UUID, String, String>>> RELATED = multiset(
                    select(RELATED_ARTICLE.ID, RELATED_ARTICLE.SLUG, RELATED_ARTICLE.TITLE)
                            .from(RELATED_ARTICLE)
                            .where(RELATED_ARTICLE.ID.eq(any(A.RELATED_IDS))))
            .as("related");

    static final List<Field<?>> COLUMNS = List.of(
            A.ID,
            A.REVISION,
            A.LIVE_REVISION,
            A.SLUG,
            A.TITLE,
            A.PUBLISH_AT,
            A.EXPIRE_AT,
            A.ARCHIVED_AT,
            A.TRASHED_AT,
            A.FIRST_PUBLISHED_AT,
            A.CREATED_AT,
            A.UPDATED_AT,
            CONTENT,
            V.MEDIA_IDS,
            NAMES,
            RELATED);

    static final List<Field<?>> SOURCE = List.of(V.SOURCE_FORMAT, V.SOURCE);

    Article article() {
        Article article = new Article();
        article.id = row.get(A.ID);
        article.revision = row.get(A.REVISION);
        article.liveRevision = row.get(A.LIVE_REVISION);
        article.slug = row.get(A.SLUG);
        article.title = row.get(A.TITLE);
        article.publishAt = instant(A.PUBLISH_AT);
        article.expireAt = instant(A.EXPIRE_AT);
        article.archivedAt = instant(A.ARCHIVED_AT);
        article.trashedAt = instant(A.TRASHED_AT);
        article.firstPublishedAt = instant(A.FIRST_PUBLISHED_AT);
        article.createdAt = row.get(A.CREATED_AT).toInstant();
        article.updatedAt = row.get(A.UPDATED_AT).toInstant();
        return article;
    }

    Revision revision() {
        Revision revision = new Revision();
        revision.id = new Revision.Key(row.get(A.ID), row.get(A.REVISION));
        revision.stored = StoredContent.of(row.get(CONTENT));
        if (row.indexOf(V.SOURCE) >= 0) {
            revision.sourceFormat = row.get(V.SOURCE_FORMAT);
            revision.source = row.get(V.SOURCE);
        }
        return revision;
    }

    List<UUID> media() {
        UUID[] media = row.get(V.MEDIA_IDS);
        return media == null ? List.of() : List.of(media);
    }

    Map<UUID, TermName> names() {
        Map<UUID, TermName> names = new HashMap<>();
        row.get(NAMES)
                .forEach(term -> names.put(term.value1(), new TermName(term.value2(), term.value3(), term.value4())));
        return names;
    }

    /** The related articles by id, each with id, slug and title. */
    Map<UUID, Record3<UUID, String, String>> related() {
        Map<UUID, Record3<UUID, String, String>> related = new HashMap<>();
        row.get(RELATED).forEach(article -> related.put(article.value1(), article));
        return related;
    }

    private @Nullable Instant instant(Field<OffsetDateTime> column) {
        OffsetDateTime time = row.get(column);
        return time == null ? null : time.toInstant();
    }
}
