package dev.broadsheet.body.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of text may be, besides a {@link Link}. The order is the order of nesting where two
 * marks cover the same text; {@code CODE} is always innermost.
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

    /** The HTML element that means it. */
    public String element() {
        return element;
    }

    /** The word for it in JSON. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mark of that JSON word, or null. */
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
