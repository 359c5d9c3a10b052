package dev.broadsheet.articles;

import java.time.Instant;

/** The expiry of a live article was changed or removed. Fired inside the transaction that changes it. */
public record ExpiryChanged(Article article, Instant at) {}
