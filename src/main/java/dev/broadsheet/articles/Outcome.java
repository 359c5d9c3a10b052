package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.writes.Written;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a write did to an article.
 *
 * @param view the working copy as it is now; worked out when it is asked for
 */
record Outcome(UUID id, String slug, String etag, boolean created, List<Warning> warnings, Supplier<ObjectNode> view) {

    Written written() {
        return (created ? Written.made(view, etag, "/api/articles/" + slug) : Written.changed(view, etag))
                .warning(warnings);
    }

    /** For what has no answer worth reading unless it is asked for. */
    Written quietly() {
        return Written.quietly(view, etag).warning(warnings);
    }
}
