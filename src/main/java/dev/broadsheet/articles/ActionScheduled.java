package dev.broadsheet.articles;

import java.time.Instant;

/** An article will be published or taken down at that time. Fired inside the transaction that schedules it. */
public record ActionScheduled(Instant at) {}
