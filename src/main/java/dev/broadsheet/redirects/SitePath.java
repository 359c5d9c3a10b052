package dev.broadsheet.redirects;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path on the site in its normal form. Host and fragment are dropped. Percent-encoding follows RFC 3986 section 6.2.2
 * (unreserved characters plain, hex in upper case), and is added where it is missing. Dot segments are resolved,
 * several slashes in a row become one, and a trailing slash is removed. The case of letters and the order of the query
 * are kept.
 *
 * @param query without the question mark; null if it is absent or empty
 */
record SitePath(String path, @Nullable String query) {

    static final int MAX_LENGTH = 2000;

    private static final Pattern HOST = Pattern.compile("(?:https?:)?//[^/?#]*", Pattern.CASE_INSENSITIVE);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    /** RFC 3986: pchar and the slash. A question mark is not encoded in a query. */
    private static final String PLAIN = UNRESERVED + "!$&'()*+,;=:@/";

    /** Empty if the text is neither an http(s) URL nor an absolute path. */
    static Optional<SitePath> parse(String text) {
        return local(text).map(local -> {
            String[] parts = local.split("#", 2)[0].split("\\?", 2);
            String path = path(parts[0]);
            return new SitePath(
                    path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                    parts.length < 2 || parts[1].isEmpty() ? null : encode(parts[1], PLAIN + "?"));
        });
    }

    /** Reads a stored path, which is already normalized. */
    static SitePath of(String stored) {
        int query = stored.indexOf('?');
        return query < 0
                ? new SitePath(stored, null)
                : new SitePath(stored.substring(0, query), stored.substring(query + 1));
    }

    /** The spelling for a Location header: a trailing slash and the fragment are kept. */
    static Optional<String> spell(String text) {
        return local(text).map(local -> {
            String[] parts = local.split("#", 2);
            String[] place = parts[0].split("\\?", 2);
            return path(place[0])
                    + (place.length < 2 ? "" : "?" + encode(place[1], PLAIN + "?"))
                    + (parts.length < 2 ? "" : "#" + encode(parts[1], PLAIN + "?"));
        });
    }

    String text() {
        return query == null ? path : path + "?" + query;
    }

    /**
     * True if a redirect from here also applies to {@code other}: a redirect without a query applies to all queries of
     * its path.
     */
    boolean covers(SitePath other) {
        return equals(other) || query == null && path.equals(other.path);
    }

    /** True for paths of the API, where a redirect has no effect. */
    boolean isOfTheApi() {
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** Decodes percent-encoding only; a plus stays a plus. */
    static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Optional<String> local(String text) {
        String stripped = text.strip();
        Matcher host = HOST.matcher(stripped);
        if (host.lookingAt()) {
            String rest = stripped.substring(host.end());
            return Optional.of(rest.startsWith("/") ? rest : "/" + rest);
        }
        return stripped.startsWith("/") ? Optional.of(stripped) : Optional.empty();
    }

    private static String path(String sent) {
        String encoded = encode(sent, PLAIN);
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : encoded.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean folder = encoded.endsWith("/") || encoded.endsWith("/.") || encoded.endsWith("/..");
        return "/" + String.join("/", segments) + (folder && !segments.isEmpty() ? "/" : "");
    }

    /** A percent sign that isn't followed by two hex digits is encoded. */
    private static String encode(String text, String plain) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point == '%' && isOctet(text, i + 1)) {
                int octet = HexFormat.fromHexDigits(text, i + 1, i + 3);
                if (UNRESERVED.indexOf(octet) >= 0) {
                    encoded.append((char) octet);
                } else {
                    encoded.append('%').append(HEX.toHexDigits((byte) octet));
                }
                i += 3;
                continue;
            }
            if (plain.indexOf(point) >= 0) {
                encoded.append((char) point);
            } else {
                for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(HEX.toHexDigits(octet));
                }
            }
            i += Character.charCount(point);
        }
        return encoded.toString();
    }

    private static boolean isOctet(String text, int at) {
        return at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
