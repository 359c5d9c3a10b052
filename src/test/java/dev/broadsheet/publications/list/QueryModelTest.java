package dev.broadsheet.publications.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.publications.list.model.GeneratedStore;
import dev.broadsheet.publications.list.model.NaiveList;
import dev.broadsheet.publications.list.model.NaiveList.Carries;
import dev.broadsheet.publications.list.model.NaiveList.Compares;
import dev.broadsheet.publications.list.model.NaiveList.Condition;
import dev.broadsheet.publications.list.model.NaiveList.Is;
import dev.broadsheet.publications.list.model.NaiveList.Says;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** Generated queries over a generated store, against a naive model: the same articles, order, counts and facets. */
@QuarkusTest
class QueryModelTest {

    private static final int QUERIES = 150;

    private static final List<String> TEXT_OPERATORS =
            List.of("", "ne", "gt", "gte", "lt", "lte", "between", "in", "nin", "exists", "contains", "startsWith");
    private static final List<String> OPERATORS =
            List.of("", "ne", "gt", "gte", "lt", "lte", "between", "in", "nin", "exists");
    private static final List<String> ID_OPERATORS = List.of("", "ne", "in", "nin", "exists");
    private static final List<String> FACETS = List.of(
            "tag", "author", "section", "locale", "type", "publishedAt:year", "publishedAt:month", "publishedAt:day");

    private static final List<String> READERS_FIELDS = List.of(
            "id",
            "externalId",
            "slug",
            "locale",
            "kicker",
            "title",
            "summary",
            "wordCount",
            "readingMinutes",
            "revision",
            "publishedAt",
            "firstPublishedAt",
            "createdAt",
            "updatedAt",
            "related");
    private static final List<String> EDITORS_FIELDS =
            List.of("live", "modified", "updatedBy", "publishAt", "expireAt", "archivedAt", "trashedAt");
    private static final List<String> NUMBERS = List.of("wordCount", "readingMinutes", "revision", "live");
    private static final List<String> STATUSES =
            List.of("draft", "scheduled", "published", "expired", "archived", "trashed");

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    /** A list for readers or editors, with its articles, fields and query parameters. */
    private record World(String name, NaiveList articles, List<String> fields, String parameters, Api api) {

        List<String> sortable() {
            return fields.stream()
                    .filter(field -> !field.equals("related") && !field.equals("modified"))
                    .toList();
        }
    }

    private record GeneratedQuery(
            World world,
            List<Condition> conditions,
            Map<String, Set<String>> families,
            List<String> sort,
            int limit,
            int offset,
            List<String> facets) {

        List<Condition> resolvedConditions() {
            return conditions.stream()
                    .map(condition ->
                            condition instanceof Carries termCondition ? termCondition.with(families) : condition)
                    .toList();
        }

        @Override
        public String toString() {
            return world.name() + ": " + parameters();
        }

        Map<String, List<String>> parameters() {
            Map<String, List<String>> parameters = new LinkedHashMap<>();
            conditions.forEach(condition -> parameters.put(condition.parameter(), condition.values()));
            if (!sort.isEmpty()) {
                parameters.put("sort", sort);
            }
            if (!families.isEmpty()) {
                parameters.put("descendants", List.of("true"));
            }
            return parameters;
        }

        String url() {
            StringBuilder url = new StringBuilder("/api/articles?limit=" + limit + world.parameters());
            parameters().forEach((name, values) -> {
                boolean commas = !List.of("", "ne", "contains", "startsWith").contains(operator(name))
                        || name.equals("sort")
                        || name.equals("status")
                        || name.matches("(tag|author|section).*");
                (commas ? List.of(String.join(",", values)) : values)
                        .forEach(value ->
                                url.append('&').append(name).append('=').append(encoded(value)));
            });
            return url.toString();
        }

        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("limit", limit);
            Arrays.stream(world.parameters().split("&"))
                    .filter(each -> !each.isEmpty())
                    .forEach(each -> json.put(each.replaceFirst("=.*", ""), each.replaceFirst(".*?=", "")));
            parameters().forEach((name, values) -> {
                ArrayNode list = json.putArray(name);
                values.forEach(list::add);
            });
            json.put("sort", sort.isEmpty() ? null : String.join(",", sort));
            return json;
        }

        private static String operator(String name) {
            int dot = name.indexOf('.');
            return dot < 0 ? "" : name.substring(dot + 1);
        }
    }

    @Test
    void listsEqualTheModel() {
        GeneratedStore archive = new GeneratedStore(11, clock);
        archive.add(70);
        Map<String, Set<String>> families = archive.families();
        Instant then = clock.now();
        NaiveList past = archive.readers("");
        clock.advance(Duration.ofHours(1));
        scheduler.runDue();
        archive.live(60);
        archive.add(30);
        String type = "&type=" + archive.type;
        List<String> all =
                Stream.concat(READERS_FIELDS.stream(), EDITORS_FIELDS.stream()).toList();
        List<World> worlds = List.of(
                new World("now", archive.readers(""), READERS_FIELDS, type, Api.anonymous()),
                new World("then", past, READERS_FIELDS, type + "&at=" + then, Api.admin()),
                new World("drafts", archive.editors(), all, type, Api.admin()));
        assertThat(worlds).allMatch(world -> world.articles().articles().size() > 30);
        JqwikSession.run(() -> {
            var queries = Arbitraries.of(worlds)
                    .flatMap(world -> generatedQueries(world, archive, families))
                    .generator(QUERIES);
            Random random = new Random(12);
            for (int i = 0; i < QUERIES; i++) {
                check(queries.next(random).value());
            }
        });
    }

    private static Arbitrary<GeneratedQuery> generatedQueries(
            World world, GeneratedStore archive, Map<String, Set<String>> families) {
        Arbitrary<Condition> conditions = Arbitraries.oneOf(
                world.name().equals("then") ? termCondition("tag", archive.tags) : searchCondition(),
                termCondition("tag", archive.tags),
                termCondition("author", archive.authors),
                termCondition("section", archive.sections),
                Arbitraries.of(world.fields()).flatMap(field -> compares(field, world)));
        Arbitrary<List<Condition>> several = conditions
                .list()
                .ofMaxSize(4)
                .uniqueElements(Condition::parameter)
                .map(ArrayList::new);
        Arbitrary<List<Condition>> all = world.name().equals("drafts")
                ? Combinators.combine(several, Arbitraries.of(STATUSES).set().ofMinSize(1))
                        .as((list, statuses) -> {
                            list.add(new Is(List.copyOf(statuses)));
                            return list;
                        })
                : several;
        Arbitrary<List<String>> sort = Combinators.combine(Arbitraries.of(world.sortable()), Arbitraries.of("", "-"))
                .as((field, sign) -> sign + field)
                .list()
                .ofMaxSize(3)
                .uniqueElements(term -> term.replace("-", ""));
        Arbitrary<List<String>> facets =
                Arbitraries.of(FACETS).list().ofMaxSize(3).uniqueElements();
        return Combinators.combine(
                        all,
                        sort,
                        Arbitraries.integers().between(5, 40),
                        Arbitraries.integers().between(0, 20),
                        facets,
                        Arbitraries.of(Map.<String, Set<String>>of(), families))
                .as((list, order, limit, offset, counted, below) -> new GeneratedQuery(
                        world,
                        list,
                        below,
                        order.isEmpty() && searches(list) ? List.of(usual(world)) : order,
                        limit,
                        offset,
                        world.name().equals("then") ? List.of() : counted));
    }

    private static String usual(World world) {
        return world.name().equals("drafts") ? "-updatedAt" : "-publishedAt";
    }

    private static boolean searches(List<Condition> conditions) {
        return conditions.stream().anyMatch(Says.class::isInstance);
    }

    private static Arbitrary<Condition> searchCondition() {
        Arbitrary<String> word = Arbitraries.of(GeneratedStore.WORDS);
        Arbitrary<String> part = Arbitraries.oneOf(
                word,
                word,
                word.map(each -> "-" + each),
                Combinators.combine(word, word, Arbitraries.of("", "-"))
                        .as((one, other, sign) -> sign + "\"" + one + " " + other + "\""));
        return part.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(Says::new);
    }

    private static Arbitrary<Condition> termCondition(String kind, List<String> names) {
        Arbitrary<String> set = Arbitraries.of("", ".all", ".none");
        Arbitrary<String> name = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.of(names)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("nobody-knows")));
        return Combinators.combine(set, name.list().ofMinSize(1).ofMaxSize(3).uniqueElements())
                .as((word, list) -> new Carries(kind + word, list));
    }

    private static Arbitrary<Condition> compares(String field, World world) {
        List<String> operators = field.equals("modified")
                ? List.of("", "ne")
                : field.equals("id") || field.equals("related")
                        ? ID_OPERATORS
                        : NUMBERS.contains(field) || field.endsWith("At") ? OPERATORS : TEXT_OPERATORS;
        return Arbitraries.of(operators).flatMap(operator -> switch (operator) {
            case "exists" -> Arbitraries.of("true", "false").map(word -> new Compares(field, operator, List.of(word)));
            case "between" -> values(field, world, 2, 2).map(list -> new Compares(field, operator, list));
            case "gt", "gte", "lt", "lte" ->
                values(field, world, 1, 1).map(list -> new Compares(field, operator, list));
            default -> values(field, world, 1, 3).map(list -> new Compares(field, operator, list));
        });
    }

    /** Values that exist in the store, and some that don't. */
    private static Arbitrary<List<String>> values(String field, World world, int min, int max) {
        List<String> known = world.articles().articles().stream()
                .flatMap(article -> field.equals("related")
                        ? article.path("related").findValuesAsText("id").stream()
                        : Stream.of(article.path(field))
                                .filter(value -> !value.isNull())
                                .map(JsonNode::asText))
                .flatMap(value -> near(field, value))
                .distinct()
                .toList();
        return Arbitraries.of(
                        known.isEmpty()
                                ? near(field, "2024-12-31T00:00:00.000Z").toList()
                                : known)
                .list()
                .ofMinSize(min)
                .ofMaxSize(max);
    }

    private static Stream<String> near(String field, String value) {
        if (NUMBERS.contains(field)) {
            return value.length() > 9 ? Stream.of("1") : Stream.of(value, String.valueOf(Long.parseLong(value) + 1));
        } else if (field.endsWith("At")) {
            return Stream.of(value, value.substring(0, 10), value.substring(0, 7), value.substring(0, 4));
        } else if (field.equals("id") || field.equals("related")) {
            return Stream.of(value.length() == 36 ? value : "00000000-0000-7000-8000-000000000000");
        } else if (field.equals("modified")) {
            return Stream.of("true", "false");
        }
        String inside = value.substring(value.length() / 3, Math.max(value.length() / 3 + 1, 2 * value.length() / 3));
        return Stream.of(value, inside, value.substring(0, 1)).filter(text -> !text.contains(","));
    }

    private static void check(GeneratedQuery queryParameters) {
        List<String> sort =
                !queryParameters.sort().isEmpty() ? queryParameters.sort() : List.of(usual(queryParameters.world()));
        List<JsonNode> hits = queryParameters.world().articles().list(queryParameters.resolvedConditions(), sort);
        List<String> expected =
                hits.stream().map(hit -> hit.path("id").asText()).toList();
        String url = queryParameters.url();

        List<String> walked = new ArrayList<>();
        JsonNode page = page(queryParameters, url + "&count=exact");
        assertThat(page.at("/page/total").asInt()).as("%s", queryParameters).isEqualTo(expected.size());
        JsonNode last = page;
        while (true) {
            walked.addAll(ids(page));
            last = page;
            String next = page.at("/page/next").asText("");
            if (next.isEmpty() || next.equals("null")) {
                break;
            }
            page = page(queryParameters, url + "&after=" + next);
            assertThat(ids(page)).as("%s after %s", queryParameters, next).isNotEmpty();
        }
        assertThat(walked).as("%s", queryParameters).isEqualTo(expected);

        List<String> back = new ArrayList<>(ids(last));
        while (last.at("/page/prev").isTextual()) {
            last = page(
                    queryParameters, url + "&before=" + last.at("/page/prev").asText());
            back.addAll(0, ids(last));
        }
        assertThat(back).as("%s backwards", queryParameters).isEqualTo(expected);

        int from = Math.min(queryParameters.offset(), expected.size());
        assertThat(ids(page(queryParameters, url + "&offset=" + queryParameters.offset())))
                .as("%s from %d", queryParameters, queryParameters.offset())
                .isEqualTo(expected.subList(from, Math.min(from + queryParameters.limit(), expected.size())));

        JsonNode posted = queryParameters
                .world()
                .api()
                .post("/api/articles/query", queryParameters.json().toString())
                .expect(200)
                .json();
        assertThat(ids(posted))
                .as("%s posted", queryParameters)
                .isEqualTo(expected.subList(0, Math.min(queryParameters.limit(), expected.size())));

        if (searches(queryParameters.conditions())) {
            List<String> ranked = new ArrayList<>();
            String best = url.replaceAll("&sort=[^&]*", "");
            JsonNode next = page(queryParameters, best);
            ranked.addAll(ids(next));
            while (next.at("/page/next").isTextual()) {
                next = page(
                        queryParameters,
                        best + "&after=" + next.at("/page/next").asText());
                ranked.addAll(ids(next));
            }
            assertThat(ranked).as("%s by relevance", queryParameters).containsExactlyInAnyOrderElementsOf(expected);
        }

        if (!queryParameters.facets().isEmpty()) {
            JsonNode counted =
                    page(queryParameters, url + "&count=estimate&facet=" + String.join(",", queryParameters.facets()));
            assertThat(counted.at("/page/total").asInt())
                    .as("%s", queryParameters)
                    .isEqualTo(expected.size());
            for (String facet : queryParameters.facets()) {
                Map<String, Integer> buckets = new LinkedHashMap<>();
                counted.path("facets")
                        .path(facet)
                        .forEach(bucket -> buckets.put(
                                bucket.path("value").asText(),
                                bucket.path("count").asInt()));
                assertThat(new ArrayList<>(buckets.entrySet()))
                        .as("%s by %s", queryParameters, facet)
                        .isEqualTo(new ArrayList<>(NaiveList.facet(facet, hits).entrySet()));
            }
        }
    }

    private static JsonNode page(GeneratedQuery queryParameters, String url) {
        return queryParameters.world().api().get(url).expect(200).json();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("data").forEach(article -> ids.add(article.path("id").asText()));
        return ids;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
