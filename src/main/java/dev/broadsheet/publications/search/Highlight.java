package dev.broadsheet.publications.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The matches of an article as HTML that can be embedded in a page: escaped text and {@code <mark>}.
 *
 * @param body excerpts around the first matches; null if the body has none
 */
public record Highlight(
        @Nullable String title,
        @Nullable String summary,
        @Nullable String body) {

    public ObjectNode tree() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", title)
                .put("summary", summary)
                .put("body", body);
    }
}
