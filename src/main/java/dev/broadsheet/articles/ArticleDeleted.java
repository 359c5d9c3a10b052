package dev.broadsheet.articles;

import java.time.Instant;

/**
 * An article is about to be deleted with all its revisions. Fired inside the deleting transaction, before the row is
 * deleted.
 */
public record ArticleDeleted(Article article, Instant at) {}
