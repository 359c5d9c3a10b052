package dev.broadsheet.articles;

import java.time.Instant;

/** An article is no longer live. Fired inside the transaction that takes it down. */
public record ArticleTakenDown(Article article, Instant at) {}
