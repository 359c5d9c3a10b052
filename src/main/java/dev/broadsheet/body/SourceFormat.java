package dev.broadsheet.body;

import java.util.Locale;

/** The source formats of a body. */
public enum SourceFormat {
    MARKDOWN,
    HTML,
    BLOCKS;

    /** The name of the JSON member of {@code body} that holds a source in this format. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
