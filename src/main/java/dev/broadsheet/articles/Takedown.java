package dev.broadsheet.articles;

import dev.broadsheet.articles.input.TakedownRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link TakedownRequest} whose successor was found: what becomes a fact of the article. */
public record Takedown(PatchValue<String> reason, PatchValue<Successor> successor) {

    /** Exactly one of the two. */
    public record Successor(
            @Nullable UUID article, @Nullable String url) {}
}
