package dev.broadsheet.body.normalization;

/**
 * Normalizes characters. White space (HTML's, U+0085, U+2028 and U+2029) collapses to one space; the no-break space and
 * similar characters are text. Control characters and U+FEFF are removed. An unpaired surrogate becomes U+FFFD, because
 * neither JSON nor the database can hold it.
 */
public final class CharacterNormalizer {

    private CharacterNormalizer() {}

    public static boolean isSpace(char c) {
        return c == ' '
                || c == '\n'
                || c == '\t'
                || c == '\r'
                || c == '\f'
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u0085';
    }

    static boolean isControl(char c) {
        return c < ' ' || c >= 0x7F && c <= 0x9F || c == '\uFEFF' || c == '\u2028' || c == '\u2029';
    }

    /** Normalizes text to one line: each run of white space becomes one space, also at the edges. */
    public static String singleLine(String text) {
        int length = text.length();
        boolean space = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == ' ' && !space) {
                space = true;
            } else if (c > ' ' && c < 0x7F || c > 0x9F && c < 0x2028 || c > 0x2029 && c < 0xD800) {
                space = false;
            } else {
                return collapsed(text, i);
            }
        }
        return text;
    }

    private static String collapsed(String text, int clean) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, clean);
        boolean space = clean > 0 && text.charAt(clean - 1) == ' ';
        for (int i = clean; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                if (!space) {
                    out.append(' ');
                }
                space = true;
            } else if (!isControl(c)) {
                i = append(out, text, i);
                space = false;
            }
        }
        return out.toString();
    }

    /** Normalizes preformatted text: line ends become {@code \n}; tabs and spaces stay. */
    public static String multiLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\t' && (isControl(c) || Character.isSurrogate(c))) {
                return cleanLines(text);
            }
        }
        return text;
    }

    private static String cleanLines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
                boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
                i += pair ? 1 : 0;
                out.append('\n');
            } else if (c == '\n' || c == '\t' || !isControl(c)) {
                i = append(out, text, i);
            }
        }
        return out.toString();
    }

    private static int append(StringBuilder out, String text, int at) {
        char c = text.charAt(at);
        if (!Character.isSurrogate(c)) {
            out.append(c);
            return at;
        }
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            out.append(c).append(text.charAt(at + 1));
            return at + 1;
        }
        out.append('\uFFFD');
        return at;
    }
}
