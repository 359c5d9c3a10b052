package dev.broadsheet.cache.http;

import dev.broadsheet.cache.CachedResponse;
import dev.broadsheet.cache.dependency.Dependencies;
import dev.broadsheet.cache.dependency.Dependency;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The keys by which a shared cache can purge a response: {@code Surrogate-Key}, separated by spaces, as Fastly and
 * Varnish read it, and {@code Cache-Tag}, separated by commas, as Cloudflare, Akamai and Google do. {@code a:} is an
 * article, {@code t:} a tag, author or section, {@code m:} a medium, {@code list} any list. The part after the colon is a shortened id
 * because a response can have hundreds of keys.
 */
public final class PurgeKeys {

    /** Limit, so that the headers fit the 8 KB that proxies accept. {@code list} replaces further keys. */
    private static final int MAX_KEYS = 120;

    private static final String LIST = "list";
    private static final String MEDIUM = "m:";

    private static final int BITS = 48;
    private static final long OF_TERM = 1L << BITS;
    private static final long OF_MEDIUM = 2L << BITS;
    private static final int KEY_LENGTH = 11;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** Bits for each digit. */
    private static final int DIGIT = 6;

    private PurgeKeys() {}

    static List<CachedResponse.HeaderLine> of(Dependencies origin) {
        long[] keys = new long[origin.entries().size()];
        int count = 0;
        boolean list = !origin.lists().isEmpty();
        for (Dependency source : origin.entries()) {
            if (source instanceof Dependency.Article article) {
                keys[count++] = bits(article.id());
            } else if (source instanceof Dependency.Term term) {
                keys[count++] = bits(term.id()) | OF_TERM;
            } else if (source instanceof Dependency.Medium medium) {
                keys[count++] = bits(medium.id()) | OF_MEDIUM;
            } else {
                list |= source instanceof Dependency.Global;
            }
        }
        // Sorted, so that the same response has the same headers on every node.
        Arrays.sort(keys, 0, count);
        String text = text(keys, count, list || count > MAX_KEYS);
        return text.isEmpty()
                ? List.of()
                : List.of(
                        CachedResponse.HeaderLine.own("Surrogate-Key", text),
                        CachedResponse.HeaderLine.own("Cache-Tag", text.replace(' ', ',')));
    }

    private static String text(long[] keys, int count, boolean list) {
        StringBuilder text = new StringBuilder(KEY_LENGTH * (count + 1));
        if (list) {
            text.append(LIST);
        }
        int most = list ? MAX_KEYS - 1 : MAX_KEYS;
        for (int i = 0; i < Math.min(count, most); i++) {
            text.append(text.isEmpty() ? "" : " ").append(kind(keys[i]));
            append(keys[i], text);
        }
        return text.toString();
    }

    private static String kind(long key) {
        return key < OF_TERM ? "a:" : key < OF_MEDIUM ? "t:" : MEDIUM;
    }

    /** The last 48 bits of the id, which are random. */
    public static String of(UUID id) {
        StringBuilder text = new StringBuilder(BITS / DIGIT);
        append(bits(id), text);
        return text.toString();
    }

    /** The key of a medium, which its files and all answers that show it have. */
    public static String ofMedium(UUID id) {
        return MEDIUM + of(id);
    }

    private static long bits(UUID id) {
        return id.getLeastSignificantBits() & (OF_TERM - 1);
    }

    /** Appends the bits in base64url (RFC 4648, section 5). */
    private static void append(long bits, StringBuilder text) {
        for (int shift = BITS - DIGIT; shift >= 0; shift -= DIGIT) {
            text.append(DIGITS.charAt((int) (bits >>> shift) & (1 << DIGIT) - 1));
        }
    }
}
