package dev.broadsheet.kernel;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Builds and checks slugs, the readable names in URLs: words of lower-case ASCII letters and digits joined by single
 * hyphens, at most {@value #MAX_LENGTH} characters, never in the form of a UUID. Thread-safe.
 */
public final class Slug {

    public static final int MAX_LENGTH = 200;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern APOSTROPHES = Pattern.compile("(?<=\\p{L})['’ʼ`´](?=\\p{L})");

    /**
     * A holder class, loaded on first use, because the rules take noticeably long to compile and most uploads have a
     * slug.
     */
    private static final class Latin {

        /**
         * Any-Latin transliterates the soft sign, ayin and the like to modifier letters, which would split words; they
         * are removed. Latin-ASCII skips letters of African, Azerbaijani and other Latin alphabets; the last rules map
         * those.
         */
        static final Transliterator RULES = Transliterator.createFromRules("Any-Slug", """
                :: Any-Latin;
                :: [[:Lm:] - [:Latin:]] Remove;
                :: Latin-ASCII;
                :: Lower;
                ə > e; ǝ > e; ɛ > e; ɔ > o; ɵ > o; ɣ > g; ʃ > sh; ʒ > zh; ʊ > u; ɩ > i; ʌ > a; ɑ > a; ɯ > u;
                ȣ > ou; ȝ > y; ƿ > w; ƨ > s; ɂ > ;
                """, Transliterator.FORWARD);

        /** Spelling rules by language, applied before the general rules. */
        static final Map<String, Transliterator> LANGUAGE_RULES = Map.of(
                "de", rules("ä > ae; ö > oe; ü > ue;"),
                "da", rules("å > aa; ø > oe; æ > ae;"),
                "nb", rules("å > aa; ø > oe; æ > ae;"),
                "nn", rules("å > aa; ø > oe; æ > ae;"),
                "no", rules("å > aa; ø > oe; æ > ae;"));

        private static Transliterator rules(String rules) {
            return Transliterator.createFromRules("Custom", rules, Transliterator.FORWARD);
        }
    }

    private Slug() {}

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH
                && SHAPE.matcher(text).matches()
                && Ids.parse(text).isEmpty();
    }

    /**
     * A slug for a title in any script, transliterated; empty if nothing in the title can be transliterated (only
     * emoji, for example). Signs that distinguish names are spelled out, so that C, C++ and C# get three slugs. Soft
     * hyphens and zero-width characters are dropped; circled digits, ligatures and full-width letters are replaced by
     * their plain form (NFKC).
     */
    public static String of(String title) {
        return of(title, "");
    }

    /**
     * A slug by the spelling rules of a language: ö is oe in German.
     *
     * @param locale a BCP 47 tag; if it is empty or its language has no rules, only the general rules apply
     */
    public static String of(String title, String locale) {
        String spelled = InvisibleCharacters.removeFrom(title)
                .strip()
                .replace("+", " plus ")
                .replace("#", " sharp ")
                .replace("&", " and ");
        String plain = APOSTROPHES.matcher(spelled).replaceAll("").toLowerCase(Locale.ROOT);
        String ascii = plain.chars().allMatch(c -> c < 128) ? plain : latin(plain, locale);
        String words = trimHyphens(NOT_A_WORD
                .matcher(APOSTROPHES.matcher(ascii.toLowerCase(Locale.ROOT)).replaceAll(""))
                .replaceAll("-"));
        String slug = cut(words, MAX_LENGTH);
        return Ids.parse(slug).isPresent() ? "a-" + slug : slug;
    }

    private static String latin(String text, String locale) {
        String composed = Normalizer2.getNFKCInstance().normalize(text).toLowerCase(Locale.ROOT);
        Transliterator custom =
                Latin.LANGUAGE_RULES.get(Locale.forLanguageTag(locale).getLanguage());
        return Latin.RULES.transliterate(custom == null ? composed : custom.transliterate(composed));
    }

    /** Appends a number, to make a duplicate slug unique. */
    public static String numbered(String slug, int number) {
        String suffix = "-" + number;
        return cut(slug, MAX_LENGTH - suffix.length()) + suffix;
    }

    /** Cuts between words, unless that would lose more than half of the allowed length. */
    private static String cut(String slug, int length) {
        if (slug.length() <= length) {
            return slug;
        }
        int wordEnd = slug.lastIndexOf('-', length);
        return trimHyphens(slug.substring(0, wordEnd > length / 2 ? wordEnd : length));
    }

    private static String trimHyphens(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = text.endsWith("-") && text.length() > start ? text.length() - 1 : text.length();
        return text.substring(start, end);
    }
}
