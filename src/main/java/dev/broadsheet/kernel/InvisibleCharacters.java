package dev.broadsheet.kernel;

import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSetSpanner;

/**
 * Removes invisible characters: soft hyphens, zero-width spaces and joiners, direction marks, variation selectors
 * (Unicode's Default_Ignorable_Code_Point). Tag characters are kept, because they distinguish the flag emoji of
 * Scotland from that of Wales.
 */
public final class InvisibleCharacters {

    private static final UnicodeSetSpanner CHARACTERS =
            new UnicodeSetSpanner(new UnicodeSet("[[:DI:] - [\\U000E0020-\\U000E007F]]").freeze());

    private InvisibleCharacters() {}

    public static String removeFrom(String text) {
        return text.chars().allMatch(c -> c < 128) ? text : CHARACTERS.deleteFrom(text);
    }
}
