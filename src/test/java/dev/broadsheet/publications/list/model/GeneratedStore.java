package dev.broadsheet.publications.list.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store of articles in all states, created over HTTP from a seed. It has few distinct values, so that conditions
 * overlap. All articles have one type, which excludes the articles of other tests from a list.
 */
public final class GeneratedStore {

    public static final List<String> TITLES =
            List.of("Summit", "Summit ends", "summit", "Oil at 100%", "a_b", "Zebra", "Ölpreis", "Was nun!", "Über");
    private static final List<String> KICKERS = List.of("Energy", "energy talks", "100%", "Öl");
    private static final List<String> SUMMARIES = List.of("Short.", "x".repeat(250), "x".repeat(250) + "y", "Ä _ %");
    private static final List<String> LOCALES = List.of("en", "en", "de", "fa");

    /** Words of bodies; no language stems them, and some are prefixes of others. */
    public static final List<String> WORDS = List.of("w1", "w2", "w3", "w12", "w13", "w123");

    public final String type = Sample.name("specimen");
    public final List<String> tags = names("tag", 6);
    public final List<String> authors = names("author", 3);
    public final List<String> sections = names("section", 2);
    private final List<String> ids = new ArrayList<>();
    private final Random random;
    private final TestClock clock;

    public GeneratedStore(long seed, TestClock clock) {
        this.random = new Random(seed);
        this.clock = clock;
    }

    private static List<String> names(String stem, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(Sample.name(stem));
        }
        return names;
    }

    /** Puts some tags and a section below others; returns the descendants of each. */
    public Map<String, Set<String>> families() {
        for (String tag : tags) {
            Api.admin().put("/api/tags/" + tag, "{}");
        }
        sections.forEach(section -> Api.admin().put("/api/sections/" + section, "{}"));
        below("tags", tags.get(1), tags.get(0));
        below("tags", tags.get(2), tags.get(1));
        below("tags", tags.get(4), tags.get(1));
        below("tags", tags.get(5), tags.get(3));
        below("sections", sections.get(1), sections.get(0));
        return Map.of(
                tags.get(0), Set.of(tags.get(1), tags.get(2), tags.get(4)),
                tags.get(1), Set.of(tags.get(2), tags.get(4)),
                tags.get(3), Set.of(tags.get(5)),
                sections.get(0), Set.of(sections.get(1)));
    }

    private static void below(String kind, String child, String parent) {
        Api.admin()
                .patch("/api/" + kind + "/" + child, "{\"parent\": \"" + parent + "\"}")
                .expect(200);
    }

    public void add(int articles) {
        for (int i = 0; i < articles; i++) {
            ObjectNode article = content();
            switch (random.nextInt(8)) {
                case 0 -> article.put("status", "draft");
                case 1 -> {
                    article.put("status", "published");
                    article.put(
                            "publishAt",
                            clock.now()
                                    .plus(Duration.ofDays(1000 + random.nextInt(3)))
                                    .toString());
                }
                case 2 -> {
                    article.put("status", "published");
                    article.put(
                            "expireAt", clock.now().plus(Duration.ofMinutes(30)).toString());
                }
                default -> article.put("status", "published");
            }
            ApiResponse made =
                    Api.admin().post("/api/articles", article.toString()).expect(201);
            ids.add(made.article().id().toString());
        }
    }

    /** Changes random articles. */
    public void live(int events) {
        for (int i = 0; i < events; i++) {
            String path = Sample.path(ids.get(random.nextInt(ids.size())));
            switch (random.nextInt(7)) {
                case 0 -> Api.admin().delete(path + "/publication");
                case 1 -> Api.admin().patch(path, "{\"status\": \"archived\"}");
                case 2 -> Api.admin().delete(path);
                case 3 -> Api.admin().put(path + "/publication", "{}");
                case 4 -> Api.admin().patch(path, "{\"kicker\": \"Edited " + random.nextInt(3) + "\"}");
                default ->
                    Api.admin().patch(path, content().put("status", "published").toString());
            }
        }
    }

    private ObjectNode content() {
        ObjectNode article = JsonNodeFactory.instance.objectNode();
        article.put("type", type)
                .put("title", any(TITLES))
                .put("kicker", maybe(KICKERS))
                .put("summary", maybe(SUMMARIES))
                .put("locale", any(LOCALES))
                .put("externalId", random.nextBoolean() ? null : Sample.name("agency"))
                .put("body", "word ".repeat(1 + random.nextInt(4) * random.nextInt(120)) + said())
                .put("section", maybe(sections));
        if (random.nextBoolean()) {
            Instant day = Instant.parse("2024-12-30T00:00:00Z").plus(Duration.ofHours(12L * random.nextInt(12)));
            article.put("publishedAt", day.minusMillis(random.nextInt(2)).toString());
        }
        some(article.putArray("tags"), tags);
        some(article.putArray("authors"), authors);
        ArrayNode related = article.putArray("related");
        for (int i = random.nextInt(4); i > 1 && !ids.isEmpty(); i--) {
            related.add(any(ids));
        }
        return article;
    }

    private String said() {
        List<String> said = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            said.add(any(WORDS));
        }
        return String.join(" ", said);
    }

    /** Picks the first names more often. */
    private void some(ArrayNode picked, List<String> names) {
        for (int i = random.nextInt(4); i > 0; i--) {
            picked.add(names.get(random.nextInt(1 + random.nextInt(names.size()))));
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private @Nullable String maybe(List<String> values) {
        return random.nextInt(3) == 0 ? null : any(values);
    }

    /** The articles as readers get them, one by one: now, or at a moment. */
    public NaiveList readers(String query) {
        List<JsonNode> articles = new ArrayList<>();
        for (String id : ids) {
            ApiResponse response = Api.anonymous().get(Sample.path(id) + query);
            if (response.status() == 200) {
                articles.add(response.json());
            }
        }
        return new NaiveList(articles);
    }

    /** The articles as editors get them, one by one. */
    public NaiveList editors() {
        List<JsonNode> articles = new ArrayList<>();
        for (String id : ids) {
            ObjectNode article = (ObjectNode) Api.admin()
                    .get(Sample.path(id) + "?version=draft")
                    .expect(200)
                    .json();
            JsonNode revisions = Api.admin()
                    .get(Sample.path(id) + "/revisions?limit=1")
                    .expect(200)
                    .json();
            article.put("updatedBy", revisions.at("/data/0/by").asText());
            articles.add(article);
        }
        return new NaiveList(articles);
    }
}
