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
 * One spelling for all that ask the same: parameters in the order of their names, escapes written one way, names in a
 * set sorted and said once, what a list does anyway left out. Nothing that would be refused becomes something that is
 * answered.
 */
public final class NormalizedUrl {

    private static final String LIST = "/api/articles";

    /** Parameters whose values are a set. */
    private static final Pattern SETS = Pattern.compile("(tag|author|section)(\\.(all|none))?|fields|include");

    /** Of more names than this a list may refuse some: they are left as they are. */
    private static final int MAX_NAMES = 40;

    /** What the list does when it isn't told. */
    private static final Map<String, List<String>> DEFAULTS =
            Map.of("limit", List.of("20"), "sort", List.of("-publishedAt"), "descendants", List.of("false"));

    /** As many as the server reads. */
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

    /** Decoded, in the order in which they were sent. A semicolon is a character like any other (URL Standard). */
    static Map<String, List<String>> parameters(String url) {
        return new QueryStringDecoder(url, StandardCharsets.UTF_8, true, MAX_PARAMETERS, true).parameters();
    }

    /** The parameters of a request in that spelling. */
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
        // What is refused for an empty name, or too many of them, stays what it is.
        return all.contains("") || all.size() > MAX_NAMES ? values : List.of(String.join(",", new TreeSet<>(all)));
    }

    /** Commas stay as they are: they are everywhere, and mean nothing else in a query. */
    private static String encode(String text) {
        return List.of(text.split(",", -1)).stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }
}
