package dev.broadsheet.publications.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Where an article matches, as HTML that can be put into a page: text, escaped, and {@code <mark>}.
 *
 * @param body some lines around the first matches; null if there is none in it
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
