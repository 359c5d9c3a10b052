package dev.broadsheet.kernel.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The canonical form of a URL, the same for all equivalent requests: parameters sorted by name, one percent-encoding,
 * set values sorted without duplicates, defaults of the article list removed. An invalid URL never becomes a valid one.
 */
public final class NormalizedUrl {

    private static final String LIST = "/api/articles";

    /** Parameters whose values are a set. */
    private static final Pattern SETS = Pattern.compile("(tag|author|section)(\\.(all|none))?|fields|include");

    /** A list may refuse more names than this, so longer sets are left unchanged. */
    private static final int MAX_NAMES = 40;

    /** The default parameters of the article list. */
    private static final Map<String, List<String>> DEFAULTS =
            Map.of("limit", List.of("20"), "sort", List.of("-publishedAt"), "descendants", List.of("false"));

    /** The server's own limit on parameters. */
    private static final int MAX_PARAMETERS = 1024;

    private NormalizedUrl() {}

    public static String of(String url) {
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
    public static String query(String path, Map<String, ? extends List<String>> parameters) {
        boolean search = parameters.containsKey("q") || parameters.containsKey("status");
        List<String> parts = new ArrayList<>();
        new TreeMap<>(parameters).forEach((name, values) -> {
            boolean byDefault = path.equals(LIST) && !search && values.equals(DEFAULTS.get(name));
            if (!byDefault) {
                normal(name, values).forEach(value -> parts.add(encode(name) + "=" + encode(value)));
            }
        });
        return String.join("&", parts);
    }

    private static List<String> normal(String name, List<String> values) {
        if (!SETS.matcher(name).matches()) {
            return values;
        }
        List<String> all = values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        // The endpoint refuses an empty name, or too many names. Unchanged values keep that refusal.
        return all.contains("") || all.size() > MAX_NAMES ? values : List.of(String.join(",", new TreeSet<>(all)));
    }

    /** Leaves commas unencoded for readability; they have no special meaning in a query. */
    private static String encode(String text) {
        return List.of(text.split(",", -1)).stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }
}
