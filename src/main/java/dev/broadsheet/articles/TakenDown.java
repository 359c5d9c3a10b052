package dev.broadsheet.articles;

import java.time.Instant;

/** An article is no longer live. Fired inside the transaction that takes it down. */
public record TakenDown(Article article, Instant at) {}
