package dev.broadsheet.kernel.events;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of stored data, fired as a CDI event inside the transaction that makes it. The change log stores it; no
 * other observer may have effects before the commit.
 *
 * @param live whether the change affects published content, or only editors see it
 * @param slug the public slug of the article or term at that moment; for unpublished content, the slug of the working
 *     copy; for a redirect, its source path
 * @param detail additional text, for the audit log only
 */
public record Change(
        Kind kind,
        boolean live,
        @Nullable UUID articleId,
        @Nullable UUID termId,
        @Nullable UUID redirectId,
        @Nullable Integer revision,
        String slug,
        Instant at,
        @Nullable String detail) {

    /** The kind, in the past tense. Subscribers see it as {@code article.published}. */
    public enum Kind {
        ARTICLE_CREATED,
        ARTICLE_REVISED,
        ARTICLE_SCHEDULED,
        ARTICLE_UNSCHEDULED,
        ARTICLE_EXPIRY_SET,
        ARTICLE_PUBLISHED,
        ARTICLE_UNPUBLISHED,
        ARTICLE_EXPIRED,
        ARTICLE_ARCHIVED,
        ARTICLE_TRASHED,
        ARTICLE_RESTORED,
        ARTICLE_DELETED,
        ARTICLE_PUBLISH_FAILED,
        ARTICLE_LOCKED,
        ARTICLE_LOCK_TAKEN_OVER,
        ARTICLE_UNLOCKED,
        TERM_CREATED,
        TERM_CHANGED,
        TERM_MERGED,
        TERM_DELETED,
        REDIRECT_CREATED,
        REDIRECT_CHANGED,
        REDIRECT_DELETED,
        KEY_CREATED,
        KEY_REVOKED;

        /** The texts of all kinds, for the OpenAPI document. */
        public static List<String> texts() {
            return Arrays.stream(values()).map(Kind::text).toList();
        }

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT)
                    .replaceFirst("_", ".")
                    .replace('_', '-');
        }
    }

    public static Change ofArticle(Kind kind, boolean live, UUID article, int revision, String slug, Instant at) {
        return new Change(kind, live, article, null, null, revision, slug, at, null);
    }

    public static Change ofTerm(Kind kind, UUID term, String slug, Instant at) {
        return new Change(kind, true, null, term, null, null, slug, at, null);
    }

    public static Change ofRedirect(Kind kind, UUID redirect, String from, Instant at) {
        return new Change(kind, true, null, null, redirect, null, from, at, null);
    }

    /** A change of a key. Only the audit log shows it. */
    public static Change ofKey(Kind kind, String key, Instant at) {
        return new Change(kind, false, null, null, null, null, key, at, null);
    }

    public Change withDetail(String what) {
        return new Change(kind, live, articleId, termId, redirectId, revision, slug, at, what);
    }
}
