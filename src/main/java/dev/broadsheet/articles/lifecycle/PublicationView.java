package dev.broadsheet.articles.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.PublishFailure;
import dev.broadsheet.articles.json.SuccessorView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The publication state of an article.
 *
 * @param live the revision that readers see, null if none
 * @param revision the working copy's revision
 * @param reason why the article was taken down, as shown to readers
 * @param successor what replaces the article; shown to readers only if it is an external URL or a live article
 * @param publishAt when the revision {@code scheduled} goes live, null if none is scheduled
 * @param failedAt when the scheduled publication last failed
 * @param failure why it failed; it is retried every minute
 */
@Schema(name = "Publication")
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

    /** The validators of the working copy, for response headers (RFC 9110 section 8.8). */
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
