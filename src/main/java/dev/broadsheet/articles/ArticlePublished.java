package dev.broadsheet.articles;

import dev.broadsheet.articles.content.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision of an article went live. Fired inside the transaction that publishes it.
 *
 * @param before the previous live content, if the revision was made from it; otherwise null
 */
public record ArticlePublished(
        Article article, Revision revision, @Nullable Content before, Instant at) {}
