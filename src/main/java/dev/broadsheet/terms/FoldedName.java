package dev.broadsheet.terms;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import dev.broadsheet.kernel.InvisibleCharacters;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of a name by which a term is found: two names are one if they differ in nothing but case, width, composition
 * (Unicode NFKC and full case folding), invisible characters, the shape of apostrophes and hyphens, or the number of
 * spaces between words. Accents, tones and letters of other scripts tell names apart.
 *
 * <p>The only place that folds: the database stores the result in {@code term.folded} and {@code term_alias.folded}.
 * Whoever changes the rules sets these columns to null in a migration; {@link FoldedNames} fills them in again.
 */
public final class FoldedName {

    /** An entry of a B-tree index has at most 2,704 bytes, a character up to 4. NFKC makes up to 18 characters of one. */
    private static final int MAX_LENGTH = 600;

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern APOSTROPHES = Pattern.compile("[‘’ʼ`]");
    private static final Pattern HYPHENS = Pattern.compile("[\u2010\u2011\u2012\u2013\u2014\u2212]");

    /** A capital İ folds to i with a dot above, and means i. */
    private static final Pattern DOTTED_I = Pattern.compile("i\u0307+");

    private FoldedName() {}

    public static String of(String name) {
        // NFKC would make a space and a combining accent of the acute accent that is typed for an apostrophe.
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

    /** Normalized before, for some compatible characters are capitals, and after, for folding takes letters apart. */
    private static String caseless(String name) {
        String visible = InvisibleCharacters.removeFrom(name);
        String folded = COMPATIBLE.normalize(UCharacter.foldCase(COMPATIBLE.normalize(visible), true));
        return COMPATIBLE.normalize(DOTTED_I.matcher(folded).replaceAll("i"));
    }
}
