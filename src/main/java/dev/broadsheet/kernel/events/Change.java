package dev.broadsheet.kernel.events;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened, fired as a CDI event inside the transaction that made it so. The change log stores it; nobody
 * else may have effects from it before the commit.
 *
 * @param live whether readers of live content can see it, or only editors
 * @param slug the name under which readers know the article or term, at that moment; of what only editors see, the working
 *     copy's; of a redirect, where it begins
 * @param detail what else is to be remembered of it, for the audit alone
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

    /** Past tense, as subscribers see them: {@code article.published}. */
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

        /** Of all there are, for the contract. */
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

    /** Nobody but the audit is told. */
    public static Change ofKey(Kind kind, String key, Instant at) {
        return new Change(kind, false, null, null, null, null, key, at, null);
    }

    public Change withDetail(String what) {
        return new Change(kind, live, articleId, termId, redirectId, revision, slug, at, what);
    }
}
