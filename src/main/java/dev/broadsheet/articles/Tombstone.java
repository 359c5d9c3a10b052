package dev.broadsheet.articles;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link Farewell} whose successor was found: what becomes a fact of the article. */
record Tombstone(Sent<String> reason, Sent<Successor> successor) {

    /** Exactly one of the two. */
    record Successor(@Nullable UUID article, @Nullable String url) {}
}
