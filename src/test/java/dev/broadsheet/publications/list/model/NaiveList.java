package dev.broadsheet.publications.list.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A naive implementation of lists, as the API documents them, over articles that were read one by one. Doesn't use the
 * database.
 *
 * @param articles complete articles, as a reader or an editor gets them
 */
public record NaiveList(List<JsonNode> articles) {

    /** The articles that match all conditions, sorted. */
    public List<JsonNode> list(List<Condition> conditions, List<String> sort) {
        List<JsonNode> hits = new ArrayList<>();
        for (JsonNode article : articles) {
            if (conditions.stream().allMatch(condition -> condition.holds(article))) {
                hits.add(article);
            }
        }
        hits.sort(order(sort));
        return hits;
    }

    private static Comparator<JsonNode> order(List<String> sort) {
        Comparator<JsonNode> order = (a, b) -> 0;
        for (String term : sort) {
            order = order.thenComparing(by(term));
        }
        return order.thenComparing(by(sort.get(0).startsWith("-") ? "-id" : "id"));
    }

    /** Missing values come last in both directions. */
    private static Comparator<JsonNode> by(String term) {
        boolean descending = term.startsWith("-");
        String field = descending ? term.substring(1) : term;
        return (a, b) -> {
            Comparable<Object> left = key(field, a);
            Comparable<Object> right = key(field, b);
            if (left == null || right == null) {
                return left == right ? 0 : left == null ? 1 : -1;
            }
            return descending ? right.compareTo(left) : left.compareTo(right);
        };
    }

    private static @Nullable Comparable<Object> key(String field, JsonNode article) {
        Comparable<Object> value = value(field, article);
        return field.equals("summary") && value != null ? first200(value) : value;
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> first200(Comparable<Object> text) {
        int[] points = text.toString().codePoints().limit(200).toArray();
        return (Comparable<Object>) (Comparable<?>) new String(points, 0, points.length);
    }

    /**
     * Null if the article has no value. Texts compare by code points, which have the same order as UTF-16 units up to
     * U+D7FF.
     */
    @SuppressWarnings("unchecked")
    static @Nullable Comparable<Object> value(String field, JsonNode article) {
        JsonNode value = article.path(field);
        if (field.equals("publishedAt") && value.isNull()) {
            value = article.path("firstPublishedAt");
        }
        Comparable<?> plain = value.isNull() || value.isMissingNode()
                ? null
                : value.isNumber() ? Long.valueOf(value.longValue()) : value.asText();
        return (Comparable<Object>) plain;
    }

    /** Value and count, in the order of a response. */
    public static Map<String, Integer> facet(String facet, List<JsonNode> hits) {
        Map<String, Integer> counts = new HashMap<>();
        for (JsonNode hit : hits) {
            for (String value : values(facet, hit)) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        Comparator<String> order = facet.startsWith("publishedAt")
                ? Comparator.reverseOrder()
                : Comparator.<String, Integer>comparing(counts::get).reversed().thenComparing(value -> value);
        Map<String, Integer> ordered = new LinkedHashMap<>();
        new TreeMap<>(counts).keySet().stream().sorted(order).forEach(value -> ordered.put(value, counts.get(value)));
        return ordered;
    }

    private static List<String> values(String facet, JsonNode hit) {
        return switch (facet) {
            case "tag" -> slugs(hit.path("tags"));
            case "author" -> slugs(hit.path("authors"));
            case "section" ->
                hit.path("section").isNull()
                        ? List.of()
                        : List.of(hit.at("/section/slug").asText());
            case "locale", "type" -> List.of(hit.path(facet).asText());
            default -> dates(facet, hit);
        };
    }

    private static List<String> dates(String facet, JsonNode hit) {
        String pattern = Map.of(
                        "publishedAt:year", "uuuu", "publishedAt:month", "uuuu-MM", "publishedAt:day", "uuuu-MM-dd")
                .get(facet);
        Object at = value("publishedAt", hit);
        return at == null
                ? List.of()
                : List.of(DateTimeFormatter.ofPattern(pattern)
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.parse(at.toString())));
    }

    static List<String> slugs(JsonNode terms) {
        return StreamSupport.stream(terms.spliterator(), false)
                .map(term -> term.path("slug").asText())
                .toList();
    }

    /** The meaning of one parameter of the list. */
    public sealed interface Condition {

        String parameter();

        List<String> values();

        boolean holds(JsonNode article);
    }

    /**
     * {@code tag}, {@code author.all}, {@code section.none}, …: names are slugs here.
     *
     * @param families the descendants of each name
     */
    public record Carries(String parameter, List<String> values, Map<String, Set<String>> families)
            implements Condition {

        public Carries(String parameter, List<String> values) {
            this(parameter, values, Map.of());
        }

        public Carries with(Map<String, Set<String>> below) {
            return new Carries(parameter, values, below);
        }

        private boolean isCarried(String value, Set<String> carried) {
            return carried.contains(value)
                    || families.getOrDefault(value, Set.of()).stream().anyMatch(carried::contains);
        }

        @Override
        public boolean holds(JsonNode article) {
            Set<String> carried = Set.copyOf(
                    switch (parameter.replaceFirst("\\..*", "")) {
                        case "tag" -> slugs(article.path("tags"));
                        case "author" -> slugs(article.path("authors"));
                        default ->
                            article.path("section").isNull()
                                    ? List.<String>of()
                                    : List.of(article.at("/section/slug").asText());
                    });
            if (parameter.endsWith(".all")) {
                return values.stream().allMatch(value -> isCarried(value, carried));
            }
            boolean any = values.stream().anyMatch(value -> isCarried(value, carried));
            return parameter.endsWith(".none") != any;
        }
    }

    /**
     * {@code q=…}: every part of at least one block matches.
     *
     * @param blocks words and quoted phrases, either with a minus sign in front
     */
    public record Says(List<List<String>> blocks) implements Condition {

        @Override
        public String parameter() {
            return "q";
        }

        @Override
        public List<String> values() {
            return List.of(blocks.stream()
                    .map(block -> String.join(" ", block))
                    .collect(java.util.stream.Collectors.joining(" OR ")));
        }

        @Override
        public boolean holds(JsonNode article) {
            String text = " " + String.join(" ", article.path("body").findValuesAsText("text")) + " ";
            List<String> last = blocks.get(blocks.size() - 1);
            return blocks.stream().anyMatch(block -> {
                for (int i = 0; i < block.size(); i++) {
                    boolean end = block == last && i == block.size() - 1;
                    if (!says(text, block.get(i), end)) {
                        return false;
                    }
                }
                return true;
            });
        }

        private static boolean says(String text, String part, boolean end) {
            boolean negated = part.startsWith("-");
            String words = part.replace("-", "").replace("\"", "");
            boolean beginning = end && words.equals(part);
            return text.contains(" " + words + (beginning ? "" : " ")) != negated;
        }
    }

    /** {@code status=…}: one of these. */
    public record Is(List<String> values) implements Condition {

        @Override
        public String parameter() {
            return "status";
        }

        @Override
        public boolean holds(JsonNode article) {
            return values.contains(article.path("status").asText());
        }
    }

    /** {@code field.operator=value}. */
    public record Compares(String field, String operator, List<String> values) implements Condition {

        @Override
        public String parameter() {
            return operator.isEmpty() ? field : field + "." + operator;
        }

        @Override
        public boolean holds(JsonNode article) {
            if (field.equals("related")) {
                return list(article);
            }
            Comparable<Object> value = value(field, article);
            if (operator.equals("exists")) {
                return (value != null) == values.get(0).equals("true");
            }
            boolean any = value != null && values.stream().anyMatch(sent -> like(value, sent));
            return switch (operator) {
                case "ne", "nin" -> !any;
                case "", "in", "contains", "startsWith" -> any;
                default -> value != null && compare(value);
            };
        }

        private boolean list(JsonNode article) {
            List<String> ids = StreamSupport.stream(article.path("related").spliterator(), false)
                    .map(related -> related.path("id").asText())
                    .toList();
            return switch (operator) {
                case "exists" -> ids.isEmpty() != values.get(0).equals("true");
                case "ne", "nin" -> ids.stream().noneMatch(values::contains);
                default -> ids.stream().anyMatch(values::contains);
            };
        }

        private boolean like(Comparable<Object> value, String sent) {
            if (operator.equals("contains")) {
                return lower(value.toString()).contains(lower(sent));
            } else if (operator.equals("startsWith")) {
                return lower(value.toString()).startsWith(lower(sent));
            } else if (isDate()) {
                Instant at = Instant.parse(value.toString());
                return !at.isBefore(Period.of(sent).from())
                        && at.isBefore(Period.of(sent).to());
            }
            return value.toString().equals(sent);
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }

        private boolean compare(Comparable<Object> value) {
            String first = values.get(0);
            if (isDate()) {
                Instant at = Instant.parse(value.toString());
                Period period = Period.of(first);
                return switch (operator) {
                    case "gt" -> !at.isBefore(period.to());
                    case "gte" -> !at.isBefore(period.from());
                    case "lt" -> at.isBefore(period.from());
                    case "lte" -> at.isBefore(period.to());
                    default ->
                        !at.isBefore(period.from())
                                && at.isBefore(Period.of(values.get(1)).to());
                };
            }
            return switch (operator) {
                case "gt" -> value.compareTo(read(value, first)) > 0;
                case "gte" -> value.compareTo(read(value, first)) >= 0;
                case "lt" -> value.compareTo(read(value, first)) < 0;
                case "lte" -> value.compareTo(read(value, first)) <= 0;
                default -> value.compareTo(read(value, first)) >= 0 && value.compareTo(read(value, values.get(1))) <= 0;
            };
        }

        private static Object read(Comparable<Object> like, String text) {
            return (Object) like instanceof Long ? Long.valueOf(text) : text;
        }

        private boolean isDate() {
            return field.endsWith("At");
        }
    }

    /** The time range of a date: its day, month or year, or its millisecond. */
    private record Period(Instant from, Instant to) {

        static Period of(String text) {
            String[] parts = text.split("-");
            if (text.contains("T")) {
                Instant instant = Instant.parse(text);
                return new Period(instant, instant.plusMillis(1));
            } else if (parts.length == 3) {
                Instant day = Instant.parse(text + "T00:00:00Z");
                return new Period(day, day.plusSeconds(24 * 3600));
            } else if (parts.length == 2) {
                java.time.YearMonth month = java.time.YearMonth.parse(text);
                return new Period(
                        start(month.atDay(1)), start(month.plusMonths(1).atDay(1)));
            }
            java.time.Year year = java.time.Year.parse(text);
            return new Period(start(year.atDay(1)), start(year.plusYears(1).atDay(1)));
        }

        private static Instant start(java.time.LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
