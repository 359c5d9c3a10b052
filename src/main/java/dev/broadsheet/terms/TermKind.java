package dev.broadsheet.terms;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The three kinds of names that an article carries. Slugs are unique within a kind. */
public enum TermKind {
    TAG,
    AUTHOR,
    SECTION;

    /** As it is stored, and as clients call it. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TermKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
