package dev.broadsheet.terms;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The three kinds of terms that an article has. Slugs are unique within a kind. */
public enum TermKind {
    TAG,
    AUTHOR,
    SECTION;

    /** The stored form, which is also the form in the API. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TermKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
