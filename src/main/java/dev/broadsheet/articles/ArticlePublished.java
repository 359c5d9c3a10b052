package dev.broadsheet.articles;

import dev.broadsheet.articles.content.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An article went live with a revision, or with another one. Fired inside the transaction that publishes it.
 *
 * @param before what readers saw until now, if that was the working copy as well
 */
public record ArticlePublished(
        Article article, Revision revision, @Nullable Content before, Instant at) {}
