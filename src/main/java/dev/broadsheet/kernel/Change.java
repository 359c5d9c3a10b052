package dev.broadsheet.kernel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened, fired as a CDI event inside the transaction that made it so. The change log stores it; nobody
 * else may have effects from it before the commit.
 *
 * @param live whether readers of live content can see it, or only editors
 * @param slug the name under which readers know the article or term, at that moment
 */
public record Change(
        Kind kind,
        boolean live,
        @Nullable UUID articleId,
        @Nullable UUID termId,
        @Nullable Integer revision,
        String slug,
        Instant at) {

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
        TERM_CREATED,
        TERM_CHANGED,
        TERM_DELETED;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT)
                    .replaceFirst("_", ".")
                    .replace('_', '-');
        }
    }

    public static Change ofArticle(Kind kind, boolean live, UUID article, int revision, String slug, Instant at) {
        return new Change(kind, live, article, null, revision, slug, at);
    }

    public static Change ofTerm(Kind kind, UUID term, String slug, Instant at) {
        return new Change(kind, true, null, term, null, slug, at);
    }
}
