package dev.broadsheet.kernel;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The readable name of a thing in a URL: lower-case ASCII letters and digits in words joined by single hyphens, at most
 * {@value #MAX_LENGTH} characters, never shaped like a UUID. Thread-safe.
 */
public final class Slug {

    public static final int MAX_LENGTH = 200;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern APOSTROPHES = Pattern.compile("(?<=\\p{L})['’ʼ`´](?=\\p{L})");

    /** Loaded on first use: the rules take a noticeable moment to compile and most uploads bring their slug. */
    private static final class Latin {
        static final Transliterator RULES = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");
    }

    private Slug() {}

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH
                && SHAPE.matcher(text).matches()
                && Ids.parse(text).isEmpty();
    }

    /**
     * A slug for a title in any script, transliterated; empty if nothing in it can be spelled (emoji only, say). Signs
     * that tell names apart are spelled out, so that C, C++ and C# stay three.
     */
    public static String of(String title) {
        String spelled =
                title.strip().replace("+", " plus ").replace("#", " sharp ").replace("&", " and ");
        String plain = APOSTROPHES.matcher(spelled).replaceAll("").toLowerCase(Locale.ROOT);
        String ascii = plain.chars().allMatch(c -> c < 128) ? plain : Latin.RULES.transliterate(plain);
        String words = trimHyphens(NOT_A_WORD
                .matcher(APOSTROPHES.matcher(ascii.toLowerCase(Locale.ROOT)).replaceAll(""))
                .replaceAll("-"));
        String slug = cut(words, MAX_LENGTH);
        return Ids.parse(slug).isPresent() ? "a-" + slug : slug;
    }

    /** The same with a number behind it, for the second of two equal ones. */
    public static String numbered(String slug, int number) {
        String suffix = "-" + number;
        return cut(slug, MAX_LENGTH - suffix.length()) + suffix;
    }

    /** Cuts between words where a word ends in the second half of what is left. */
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
