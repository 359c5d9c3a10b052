package dev.broadsheet.articles;

import java.time.Instant;

/** A live article will expire at another moment, or no more. Fired inside the transaction that says so. */
public record ExpiryChanged(Article article, Instant at) {}
