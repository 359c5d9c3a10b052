package dev.broadsheet.articles.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.PublishFailure;
import dev.broadsheet.articles.SuccessorView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether readers see an article.
 *
 * @param live the revision that they see, null if none
 * @param revision the working copy's
 * @param reason why it was taken down, as readers are told
 * @param successor what took its place; readers are told of an article when it is live
 * @param publishAt when the revision {@code scheduled} goes live, null if none is planned
 * @param failedAt when it should have and could not, last
 * @param failure why; it is tried again each minute
 */
public record PublicationView(
        UUID article,
        ArticleStatus status,
        @Nullable Integer live,
        int revision,
        @Nullable Instant firstPublishedAt,
        @Nullable Instant publishAt,
        @Nullable Integer scheduled,
        @Nullable Instant failedAt,
        @Nullable PublishFailure failure,
        @Nullable Instant expireAt,
        @Nullable String reason,
        @Nullable SuccessorView successor,
        @JsonIgnore Validators validators) {

    /** Of the working copy, for headers (RFC 9110 section 8.8). */
    public record Validators(String etag, Instant modified) {}

    static PublicationView of(Article article, @Nullable SuccessorView successor, Instant now) {
        return new PublicationView(
                article.id,
                article.status(now),
                article.liveRevision,
                article.revision,
                article.firstPublishedAt,
                article.publishAt,
                article.publishRevision,
                article.publishFailedAt,
                PublishFailure.stored(article.publishFailure),
                article.expireAt,
                article.goneReason,
                successor,
                new Validators(article.etag(), article.updatedAt));
    }
}
