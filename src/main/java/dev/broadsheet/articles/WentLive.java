package dev.broadsheet.articles;

import java.time.Instant;

/** An article went live with a revision, or with another one. Fired inside the transaction that publishes it. */
public record WentLive(Article article, Revision revision, Instant at) {}
