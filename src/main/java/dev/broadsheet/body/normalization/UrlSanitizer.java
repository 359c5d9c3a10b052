package dev.broadsheet.body.normalization;

import com.ibm.icu.text.IDNA;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks and normalizes the URLs of a document. Each method returns the URL in its stored form, or null if it isn't
 * allowed. The length limit applies to the stored form.
 *
 * <p>A URL is normalized before it is checked, as in a browser (WHATWG URL): control characters, line ends and
 * surrounding white space are removed. Then every character outside of RFC 3986 is percent-encoded, including quotes,
 * angle brackets and the backslash, which browsers treat as a slash. Therefore a checked URL means the same in every
 * output. {@code //host/path} is stored as {@code https://host/path}. A host with non-ASCII characters is stored in its
 * ASCII form ({@code xn--…}, UTS 46, non-transitional).
 */
public final class UrlSanitizer {

    /**
     * Maximum length of the stored form, in characters. Longer URLs are refused, because browsers and servers treat
     * them differently.
     */
    public static final int MAX_LENGTH = 4000;

    private static final String UNESCAPED = "-._~:/?#@!$&'()*+,;=";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private static final IDNA HOSTS =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /** Errors that are ignored: WHATWG URL checks neither hyphens nor the lengths that DNS allows. */
    private static final Set<IDNA.Error> ALLOWED_IN_HOSTS = EnumSet.of(
            IDNA.Error.LEADING_HYPHEN,
            IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4,
            IDNA.Error.EMPTY_LABEL,
            IDNA.Error.LABEL_TOO_LONG,
            IDNA.Error.DOMAIN_NAME_TOO_LONG);

    private static final Pattern ASCII_HOST = Pattern.compile("[A-Za-z0-9._-]+");

    private UrlSanitizer() {}

    /** For links: http, https, mailto, tel, or relative to the site. */
    public static @Nullable String link(String raw) {
        String address = normalise(raw);
        String scheme = scheme(address);
        return switch (scheme) {
            case "" -> relative(address);
            case "http", "https" -> absolute(address);
            case "mailto", "tel" -> address.length() > scheme.length() + 1 ? address : null;
            default -> null;
        };
    }

    /** For images: http, https, or relative to the site. */
    public static @Nullable String resource(String raw) {
        String address = link(raw);
        return address == null || address.isEmpty() || !isWeb(address) ? null : address;
    }

    /** For embeds and citations: http or https with a host. */
    public static @Nullable String absoluteWeb(String raw) {
        String address = link(raw);
        return address != null
                        && address.regionMatches(true, 0, "http", 0, 4)
                        && !scheme(address).isEmpty()
                ? address
                : null;
    }

    /**
     * Whether a stored URL is safe to write. Form and length were checked when the URL was accepted; this check
     * protects against URLs that other software has written to the database.
     */
    public static boolean isSafe(String stored) {
        return switch (scheme(stored)) {
            case "", "http", "https", "mailto", "tel" -> stored.chars().noneMatch(c -> c <= ' ');
            default -> false;
        };
    }

    /** Returns the canonical form of a media id, or null if it is invalid. */
    public static @Nullable String media(String raw) {
        try {
            return raw.length() == 36 ? UUID.fromString(raw).toString() : null;
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static boolean isWeb(String address) {
        String scheme = scheme(address);
        return scheme.isEmpty() || scheme.startsWith("http");
    }

    private static @Nullable String relative(String address) {
        if (address.startsWith("//")) {
            return absolute("https:" + address);
        }
        // Refused because URL parsers would read a colon in the first segment as the end of a scheme.
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == ':') {
                return null;
            }
            if (c == '/' || c == '?' || c == '#') {
                break;
            }
        }
        return address;
    }

    private static @Nullable String absolute(String address) {
        int authority = address.indexOf(':') + 3;
        if (!address.startsWith("//", authority - 2)) {
            return null;
        }
        int end = authority;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        if (end == authority || ":@".indexOf(address.charAt(authority)) >= 0) {
            return null;
        }
        int from = Math.max(authority, address.lastIndexOf('@', end - 1) + 1);
        int port = address.indexOf(':', from);
        int to = port < 0 || port > end ? end : port;
        String host = address.substring(from, to);
        if (host.indexOf('%') < 0) {
            return address;
        }
        String ascii = asciiHost(host);
        return ascii == null ? null : address.substring(0, from) + ascii + address.substring(to);
    }

    /** Returns the ASCII form of a percent-encoded host, or null if it has none. */
    private static @Nullable String asciiHost(String encoded) {
        String host = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        HOSTS.nameToASCII(host, ascii, info);
        boolean valid = ALLOWED_IN_HOSTS.containsAll(info.getErrors());
        return valid && ASCII_HOST.matcher(ascii).matches() ? ascii.toString() : null;
    }

    /** The scheme in lower case, or the empty string. */
    private static String scheme(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == ':') {
                return address.substring(0, i).toLowerCase(Locale.ROOT);
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean later = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && !(later && i > 0)) {
                return "";
            }
        }
        return "";
    }

    /**
     * Returns the URL percent-encoded. If that is longer than the limit, returns {@code ":"}, which every caller
     * refuses.
     */
    private static String normalise(String raw) {
        int end = raw.length();
        while (end > 0 && Character.isWhitespace(raw.charAt(end - 1))) {
            end--;
        }
        StringBuilder out = new StringBuilder(Math.min(end, MAX_LENGTH) + 16);
        for (int i = 0; i < raw.length() && out.length() <= MAX_LENGTH; i++) {
            char c = raw.charAt(i);
            if (isUnescaped(c) || c == '%' && isHex(raw, i + 1) && isHex(raw, i + 2)) {
                out.append(c);
            } else if (!CharacterNormalizer.isControl(c) && !(c == ' ' && (out.isEmpty() || i >= end))) {
                i += encode(raw.codePointAt(i), out) - 1;
            }
        }
        if (out.length() > MAX_LENGTH) {
            return ":";
        }
        return raw.contentEquals(out) ? raw : out.toString();
    }

    private static boolean isUnescaped(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNESCAPED.indexOf(c) >= 0;
    }

    /**
     * Encodes a code point and returns the number of chars that it took in the source. An unpaired surrogate becomes
     * U+FFFD.
     */
    private static int encode(int codePoint, StringBuilder out) {
        boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        for (byte b : Character.toString(half ? 0xFFFD : codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
        }
        return Character.charCount(codePoint);
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128;
    }
}
