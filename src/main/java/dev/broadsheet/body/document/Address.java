package dev.broadsheet.body.document;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a document may hold. Each method answers the address as it is stored, or null
 * where it isn't allowed. The limit of length holds for the stored form.
 *
 * <p>An address is normalised before it is checked, as a browser would (WHATWG URL): control
 * characters and line ends go, white space around it goes. Then everything outside RFC 3986's
 * characters is percent-encoded, quotes, angle brackets and the backslash that browsers take for a
 * slash included; so an address that was checked can't mean something else where it is printed.
 * {@code //host/path} is stored as {@code https://host/path}.
 */
public final class Address {

    /** In characters of the stored form. Longer addresses are refused: browsers and servers treat them differently. */
    public static final int MAX_LENGTH = 4000;

    private static final String KEPT = "-._~:/?#@!$&'()*+,;=";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Address() {}

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

    /** For pictures: http, https, or relative to the site. */
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
     * Whether a stored address may still be printed. Its form and length were checked when it was accepted; this is for a
     * database that somebody else has written to.
     */
    public static boolean isSafe(String stored) {
        return switch (scheme(stored)) {
            case "", "http", "https", "mailto", "tel" -> stored.chars().noneMatch(c -> c <= ' ');
            default -> false;
        };
    }

    /** The canonical form of a media id, or null. */
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
        // a colon in the first segment would be read as a scheme by somebody
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
        int host = address.indexOf(':') + 3;
        boolean hasHost = address.startsWith("//", host - 2)
                && address.length() > host
                && "/?#:@%\\".indexOf(address.charAt(host)) < 0;
        return hasHost ? address : null;
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

    /** The address percent-encoded, or {@code ":"}, which no caller allows, where that is longer than the limit. */
    private static String normalise(String raw) {
        int end = raw.length();
        while (end > 0 && Character.isWhitespace(raw.charAt(end - 1))) {
            end--;
        }
        StringBuilder out = new StringBuilder(Math.min(end, MAX_LENGTH) + 16);
        for (int i = 0; i < raw.length() && out.length() <= MAX_LENGTH; i++) {
            char c = raw.charAt(i);
            if (isKept(c) || c == '%' && isHex(raw, i + 1) && isHex(raw, i + 2)) {
                out.append(c);
            } else if (!Characters.isControl(c) && !(c == ' ' && (out.isEmpty() || i >= end))) {
                i += encode(raw.codePointAt(i), out) - 1;
            }
        }
        if (out.length() > MAX_LENGTH) {
            return ":";
        }
        return raw.contentEquals(out) ? raw : out.toString();
    }

    private static boolean isKept(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT.indexOf(c) >= 0;
    }

    /** Answers how many chars of the source the code point took; half a surrogate pair becomes U+FFFD. */
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
