package dev.broadsheet.body.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An image of the media library, with everything that a front-end needs to show it.
 *
 * @param members the JSON members of the image, as blocks in JSON show them
 */
public record LibraryImage(ObjectNode members) {

    /** The URL of the largest rendition. */
    public String url() {
        return members.path("url").asText();
    }

    /** In pixels; 0 if unknown. */
    public int width() {
        return members.path("width").asInt();
    }

    /** In pixels; 0 if unknown. */
    public int height() {
        return members.path("height").asInt();
    }

    /** {@code alt}, {@code caption}, {@code credit} or {@code copyright} of the library; null if it has none. */
    public @Nullable String text(String member) {
        return members.path(member).textValue();
    }

    /** The value of {@code srcset} for the whole picture by format, such as {@code avif}; in order of preference. */
    public Map<String, String> srcset() {
        Map<String, String> srcset = new LinkedHashMap<>();
        members.path("renditions")
                .path("full")
                .path("srcset")
                .properties()
                .forEach(format -> srcset.put(format.getKey(), format.getValue().asText()));
        return srcset;
    }
}
