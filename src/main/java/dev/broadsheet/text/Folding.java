package dev.broadsheet.text;

import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import java.util.Map;

/** Maps characters that a search treats as equal to one form. */
final class Folding {

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
    private static final Normalizer2 APART = Normalizer2.getNFDInstance();
    private static final Normalizer2 TOGETHER = Normalizer2.getNFCInstance();

    /** Letters with a stroke or a tail, and ligatures, which Unicode doesn't decompose. */
    private static final Map<Integer, String> LATIN = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ё', "е"));

    private Folding() {}

    /**
     * The word in lower case and NFKC, with ASCII digits, without Arabic and Hebrew vowel signs, and with one form for
     * the variants of an Arabic or Persian letter.
     */
    static String plain(String word) {
        if (isAscii(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        StringBuilder plain = new StringBuilder();
        COMPATIBLE.normalize(word).toLowerCase(Locale.ROOT).codePoints().forEach(point -> {
            int letter = letter(point);
            if (letter >= 0) {
                plain.appendCodePoint(letter);
            }
        });
        return plain.toString();
    }

    /**
     * Removes accents from Latin and Greek letters only. In other scripts they distinguish letters, such as й from и.
     */
    static String folded(String plain) {
        if (isAscii(plain)) {
            return plain;
        }
        StringBuilder folded = new StringBuilder();
        boolean[] bare = {false};
        APART.normalize(TOGETHER.normalize(plain).replace("ё", "е"))
                .codePoints()
                .forEach(point -> {
                    if (Character.getType(point) == Character.NON_SPACING_MARK && bare[0]) {
                        return;
                    }
                    if (Character.isLetter(point)) {
                        Character.UnicodeScript script = Character.UnicodeScript.of(point);
                        bare[0] = script == Character.UnicodeScript.LATIN || script == Character.UnicodeScript.GREEK;
                    }
                    String other = LATIN.get(point);
                    if (other == null) {
                        folded.appendCodePoint(point);
                    } else {
                        folded.append(other);
                    }
                });
        return TOGETHER.normalize(folded);
    }

    /** Characters without a meaning of their own: joiners, soft hyphens, direction marks, the Arabic tatweel. */
    static boolean isInvisible(int point) {
        return Character.getType(point) == Character.FORMAT || point == 0x0640;
    }

    /** The plain form of a character, or -1 to leave it out. */
    private static int letter(int point) {
        return switch (point) {
            // Alef with hamza, madda or wasla; waw and yeh with hamza; alef maksura and the Persian yeh.
            case 0x0622, 0x0623, 0x0625, 0x0671 -> 0x0627;
            case 0x0624 -> 0x0648;
            case 0x0626, 0x0649, 0x06CC -> 0x064A;
            // The Persian keheh; teh marbuta, and heh with yeh.
            case 0x06A9 -> 0x0643;
            case 0x0629, 0x06C0, 0x06C1, 0x06C2, 0x06D5 -> 0x0647;
            case 0x0621, 0x0640, 0x0670 -> -1;
            default -> {
                boolean vowels = point >= 0x064B && point <= 0x065F || point >= 0x06D6 && point <= 0x06ED;
                boolean points = point >= 0x0591 && point <= 0x05C7;
                if (vowels || points || isInvisible(point)) {
                    yield -1;
                }
                if (Character.isDigit(point)) {
                    yield '0' + Character.digit(point, 10);
                }
                int type = Character.getType(point);
                boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
                yield Character.isLetter(point) || mark ? point : -1;
            }
        };
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
