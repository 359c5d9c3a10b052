package dev.broadsheet.articles;

import dev.broadsheet.kernel.json.PatchValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@code TakedownRequest} with its successor resolved, to be stored on the article. */
public record Takedown(PatchValue<String> reason, PatchValue<Successor> successor) {

    /** The replacement of the article. Exactly one of the two members is set. */
    public record Successor(
            @Nullable UUID article, @Nullable String url) {}
}
