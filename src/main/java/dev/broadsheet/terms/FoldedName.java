package dev.broadsheet.terms;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import dev.broadsheet.kernel.InvisibleCharacters;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of a name by which a term is found. Two names are equal if they differ only in case, width, composition
 * (Unicode NFKC and full case folding), invisible characters, the shape of apostrophes and hyphens, or the number of
 * spaces between words. Names with different accents, tones or letters of other scripts are different.
 *
 * <p>The only place that folds names: the database stores the result in {@code term.folded} and
 * {@code term_alias.folded}. To change the rules, set these columns to null in a migration; {@link FoldedNames} fills
 * them again.
 */
public final class FoldedName {

    /**
     * In characters. An entry of a B-tree index has at most 2,704 bytes; a character takes up to 4. NFKC can turn one
     * character into 18.
     */
    private static final int MAX_LENGTH = 600;

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern APOSTROPHES = Pattern.compile("[‘’ʼ`]");
    private static final Pattern HYPHENS = Pattern.compile("[\u2010\u2011\u2012\u2013\u2014\u2212]");

    /** A capital İ folds to i with a combining dot above; the dot is dropped. */
    private static final Pattern DOTTED_I = Pattern.compile("i\u0307+");

    private FoldedName() {}

    public static String of(String name) {
        // NFKC would turn the acute accent, which is often typed for an apostrophe, into a space and a combining
        // accent.
        String folded = folded(name.replace('´', '\''));
        boolean usable = !folded.isEmpty() && folded.codePointCount(0, folded.length()) <= MAX_LENGTH;
        return usable ? folded : name;
    }

    private static String folded(String name) {
        String cased = name.chars().allMatch(c -> c < 128) ? name.toLowerCase(Locale.ROOT) : caseless(name);
        String plain =
                HYPHENS.matcher(APOSTROPHES.matcher(cased).replaceAll("'")).replaceAll("-");
        return SPACES.matcher(plain).replaceAll(" ").strip();
    }

    /**
     * Normalized before folding because some compatibility characters are capitals, and after it because folding
     * decomposes some letters.
     */
    private static String caseless(String name) {
        String visible = InvisibleCharacters.removeFrom(name);
        String folded = COMPATIBLE.normalize(UCharacter.foldCase(COMPATIBLE.normalize(visible), true));
        return COMPATIBLE.normalize(DOTTED_I.matcher(folded).replaceAll("i"));
    }
}
