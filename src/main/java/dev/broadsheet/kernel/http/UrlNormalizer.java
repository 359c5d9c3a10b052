package dev.broadsheet.kernel.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the canonical form of a URL, the same for all equivalent requests: parameters sorted by name, one
 * percent-encoding, set values sorted without duplicates, defaults removed. An invalid URL never becomes a valid one.
 */
@Singleton
public class UrlNormalizer {

    /** An endpoint may refuse more values than this, so longer sets are left unchanged. */
    private static final int MAX_SET = 40;

    /** Maximum number of parameters, which is also the server's limit. */
    private static final int MAX_PARAMETERS = 1024;

    private final EquivalentParameters equivalent;

    UrlNormalizer(EquivalentParameters equivalent) {
        this.equivalent = equivalent;
    }

    public String normalize(String url) {
        int mark = url.indexOf('?');
        if (mark < 0) {
            return url;
        }
        String path = url.substring(0, mark);
        String query = query(path, parameters(url));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The decoded parameters, in the order sent. A semicolon doesn't separate parameters (URL Standard). */
    static Map<String, List<String>> parameters(String url) {
        return new QueryStringDecoder(url, StandardCharsets.UTF_8, true, MAX_PARAMETERS, true).parameters();
    }

    /** The canonical query string of the parameters. */
    public String query(String path, Map<String, ? extends List<String>> parameters) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(parameters).forEach((name, values) -> {
            if (!equivalent.isDefault(path, name, parameters)) {
                normal(name, values).forEach(value -> parts.add(encode(name) + "=" + encode(value)));
            }
        });
        return String.join("&", parts);
    }

    private List<String> normal(String name, List<String> values) {
        if (!equivalent.isSet(name)) {
            return values;
        }
        List<String> all = values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        // The endpoint refuses an empty value, or too many values. Unchanged values keep that refusal.
        return all.contains("") || all.size() > MAX_SET ? values : List.of(String.join(",", new TreeSet<>(all)));
    }

    /** Leaves commas unencoded for readability; they have no special meaning in a query. */
    private static String encode(String text) {
        return List.of(text.split(",", -1)).stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }
}
