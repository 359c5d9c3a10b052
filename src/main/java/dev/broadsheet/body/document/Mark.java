package dev.broadsheet.body.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mark of text, other than a {@link Link}. The enum order is the nesting order of marks that cover the same text;
 * {@code CODE} is always innermost.
 */
public enum Mark {
    EM("em"),
    STRONG("strong"),
    STRIKE("s"),
    SUB("sub"),
    SUP("sup"),
    CODE("code");

    private static final Mark[] ALL = values();

    private final String element;

    Mark(String element) {
        this.element = element;
    }

    /** The name of the HTML element. */
    public String element() {
        return element;
    }

    /** The value in JSON. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the mark for a JSON value, or null. */
    public static @Nullable Mark of(String word) {
        for (Mark mark : ALL) {
            if (mark.jsonName().equals(word)) {
                return mark;
            }
        }
        return null;
    }

    int bit() {
        return 1 << ordinal();
    }
}
