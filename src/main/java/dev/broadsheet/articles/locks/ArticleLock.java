package dev.broadsheet.articles.locks;

import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.json.Instants;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The edit lock of an article.
 *
 * @param by the name of the API key that holds the lock; null if nobody does
 * @param yours whether this request's key holds the lock
 * @param until when the lock expires
 */
@Schema(name = "ArticleLock", description = "The edit lock of an article.")
public record ArticleLock(
        UUID article,
        boolean locked,
        @Nullable String by,
        boolean yours,
        @Nullable Instant since,
        @Nullable Instant until) {

    static ArticleLock of(Article article, UUID key, Instant now) {
        return article.isLocked(now)
                ? new ArticleLock(
                        article.id,
                        true,
                        article.lockActor,
                        key.equals(article.lockKeyId),
                        article.lockSince,
                        article.lockUntil)
                : new ArticleLock(article.id, false, null, false, null, null);
    }

    /** Problem 423 (RFC 4918 section 11.3), with the holder and the expiry. */
    public static Problem refusal(Article article) {
        String until = Instants.text(Objects.requireNonNull(article.lockUntil));
        return new Problem(
                        ProblemCode.LOCKED,
                        "“" + article.lockActor + "” works on the article until " + until + ". Nothing was changed.")
                .with("lockedBy", Objects.requireNonNull(article.lockActor))
                .with("lockedUntil", until);
    }
}
