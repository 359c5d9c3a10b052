package dev.broadsheet.body;

import java.util.Locale;

/** The forms that a body may be written in. */
public enum SourceFormat {
    MARKDOWN,
    HTML,
    BLOCKS;

    /** The name of the member of {@code body} that holds it. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
