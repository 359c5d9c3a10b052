package dev.broadsheet.answers;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what a shared cache can purge an answer: {@code Surrogate-Key}, between spaces, as Fastly and Varnish read it, and
 * {@code Cache-Tag}, between commas, as Cloudflare, Akamai and Google do. {@code a:} an article, {@code t:} a tag, an
 * author or a section, {@code list} any list; what follows the colon is made of the id, and shorter, for there are
 * hundreds of them in a head.
 */
final class PurgeKeys {

    /** What a head has room for, of 8 KB that proxies take by default. Of the others an answer is a {@code list}. */
    private static final int MAX_KEYS = 120;

    private static final String LIST = "list";

    private PurgeKeys() {}

    static List<Answer.Line> of(Origin origin) {
        List<String> keys = Stream.concat(
                        origin.listings().isEmpty() ? Stream.of() : Stream.of(LIST),
                        origin.sources().stream().flatMap(PurgeKeys::of).sorted())
                .distinct()
                .limit(MAX_KEYS)
                .toList();
        return keys.isEmpty()
                ? List.of()
                : List.of(
                        Answer.Line.own("Surrogate-Key", String.join(" ", keys)),
                        Answer.Line.own("Cache-Tag", keys.stream().collect(Collectors.joining(","))));
    }

    private static Stream<String> of(Source source) {
        if (source instanceof Source.Article article) {
            return Stream.of("a:" + of(article.id()));
        } else if (source instanceof Source.Term term) {
            return Stream.of("t:" + of(term.id()));
        }
        return source instanceof Source.Whole ? Stream.of(LIST) : Stream.of();
    }

    /** The last 48 bits of it, which are random. */
    static String of(UUID id) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOfRange(bytes, 2, 8));
    }
}
