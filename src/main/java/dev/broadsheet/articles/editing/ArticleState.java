package dev.broadsheet.articles.editing;

import dev.broadsheet.articles.Article;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of an article's state decides what readers see, now and later. */
record ArticleState(
        @Nullable Integer liveRevision,
        @Nullable Integer publishRevision,
        @Nullable Instant publishAt,
        @Nullable Instant expireAt,
        @Nullable Instant archivedAt,
        @Nullable String goneReason,
        @Nullable UUID successorId,
        @Nullable String successorUrl) {

    static ArticleState of(Article article) {
        return new ArticleState(
                article.liveRevision,
                article.publishRevision,
                article.publishAt,
                article.expireAt,
                article.archivedAt,
                article.goneReason,
                article.successorId,
                article.successorUrl);
    }
}
