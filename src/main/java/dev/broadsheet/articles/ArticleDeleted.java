package dev.broadsheet.articles;

import java.time.Instant;

/** An article is about to be deleted with all its revisions. Fired inside the transaction that does it, while its row is there. */
public record ArticleDeleted(Article article, Instant at) {}
