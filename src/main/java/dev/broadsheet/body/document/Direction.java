package dev.broadsheet.body.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The base direction of a block's text, as in HTML's {@code dir}. */
public enum Direction {
    LTR,
    RTL,
    AUTO;

    /** The value in HTML and JSON. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the direction for a word in any case, or null. */
    public static @Nullable Direction of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "ltr" -> LTR;
            case "rtl" -> RTL;
            case "auto" -> AUTO;
            default -> null;
        };
    }
}
