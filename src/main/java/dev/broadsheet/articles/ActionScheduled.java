package dev.broadsheet.articles;

import java.time.Instant;

/** Something will have to be done at that moment. Fired inside the transaction that plans it. */
public record ActionScheduled(Instant at) {}
