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
 * A place on the site, in the one form that all its spellings share: host and fragment dropped; percent-encoding as in
 * RFC 3986 section 6.2.2 (unreserved characters plain, hex in upper case), and put in where it was missing; dot segments
 * resolved, runs of slashes made one, the slash at the end left off. Letters keep their case, a query its order.
 *
 * @param query without the question mark; null if there is none, or an empty one
 */
record SitePath(String path, @Nullable String query) {

    static final int MAX_LENGTH = 2000;

    private static final Pattern HOST = Pattern.compile("(?:https?:)?//[^/?#]*", Pattern.CASE_INSENSITIVE);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    /** RFC 3986: pchar and the slash. A question mark is plain only behind the first one. */
    private static final String PLAIN = UNRESERVED + "!$&'()*+,;=:@/";

    /** Empty if the text is neither an http(s) URL nor a path from the root. */
    static Optional<SitePath> parse(String text) {
        return local(text).map(local -> {
            String[] parts = local.split("#", 2)[0].split("\\?", 2);
            String path = path(parts[0]);
            return new SitePath(
                    path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                    parts.length < 2 || parts[1].isEmpty() ? null : encode(parts[1], PLAIN + "?"));
        });
    }

    /** In the normal form already, as it is stored. */
    static SitePath of(String stored) {
        int query = stored.indexOf('?');
        return query < 0
                ? new SitePath(stored, null)
                : new SitePath(stored.substring(0, query), stored.substring(query + 1));
    }

    /** As somebody is sent there: the slash at the end and the fragment stay. */
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

    /** Whether a redirect from here also takes those who ask for {@code other}: a query that nobody knows is no matter. */
    boolean covers(SitePath other) {
        return equals(other) || query == null && path.equals(other.path);
    }

    /** Whether the API answers there, which no redirect can change. */
    boolean isOfTheApi() {
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** What a part of a path says. Percent-encoding alone: a plus is a plus. */
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

    /** A percent sign that encodes nothing stands for itself. */
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
