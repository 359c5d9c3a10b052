package dev.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A word that stands in everything that isn't public is in no response to those who may not read it, whatever they ask;
 * and a guess that hits it is answered as one that doesn't.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CanaryTest {

    private static final String CANARY = "zirkonium";

    /** As long as the canary, and nowhere. */
    private static final String OTHER = "wolframit";

    /** Values of query parameters that show, sort or count as much as possible. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("limit", List.of("100")),
            Map.entry("count", List.of("exact")),
            Map.entry("facet", List.of("tag,author,section")),
            Map.entry("include", List.of("body,related,seo,custom")),
            Map.entry("fields", List.of("title,summary,kicker,custom,seo,related", "externalId,slug")),
            Map.entry("body.format", List.of("blocks,html,markdown,text", "source")),
            Map.entry("sort", List.of("title", "-updatedAt", "slug")),
            Map.entry("status", List.of("any", "draft", "trashed")),
            Map.entry("version", List.of("draft", "live")),
            Map.entry("at", List.of("2020-01-01", "now")),
            Map.entry("unused", List.of("true")),
            Map.entry("q", List.of("story", "summit")),
            Map.entry("highlight", List.of("true")),
            Map.entry("from", List.of("1")),
            Map.entry("to", List.of("draft")),
            Map.entry("url", List.of("/api/articles/kept-back", "/secret-path")));

    private List<String> names;
    private Api desk;

    @BeforeEach
    void hide() {
        String secret =
                "\"title\": \"%1$s\", \"kicker\": \"%1$s\", \"summary\": \"%1$s\", \"body\": \"%1$s\", \"copyright\": \"%1$s\","
                                .formatted(CANARY)
                        + " \"tags\": [\"%1$s tag\"], \"authors\": [\"%1$s author\"], \"section\": \"%1$s section\","
                                .formatted(CANARY)
                        + " \"custom\": {\"x\": \"%1$s\"}, \"seo\": {\"title\": \"%1$s\"}, \"note\": \"%1$s\""
                                .formatted(CANARY);
        Api admin = Api.admin();
        String slug = Sample.name("kept-back");
        admin.put(Sample.path(slug), "{" + secret + "}").expect(201);
        // An article that is live, with a secret correction, a secret former revision and a secret related article.
        String live = Sample.live("energy");
        admin.patch(Sample.path(live), "{" + secret + ", \"related\": [\"" + Sample.id(slug) + "\"]}")
                .expect(200);
        String corrected = Sample.name("corrected");
        admin.put(Sample.path(corrected), "{" + secret + "}").expect(201);
        admin.put(
                        Sample.path(corrected),
                        "{\"title\": \"Plain\", \"body\": \"Plain.\", \"related\": [\"" + Sample.id(slug)
                                + "\"], \"status\": \"published\"}")
                .expect(200);
        String trashed = Sample.name("thrown-away");
        admin.put(Sample.path(trashed), "{" + secret + "}").expect(201);
        admin.delete(Sample.path(trashed)).expect(204);
        String scheduled = Sample.name("planned");
        admin.put(Sample.path(scheduled), "{" + secret + ", \"status\": \"published\", \"publishAt\": \"2090-01-01\"}")
                .expect(201);
        String down = Sample.name("taken-down");
        admin.put(Sample.path(down), "{" + secret + ", \"status\": \"published\"}")
                .expect(201);
        admin.delete(Sample.path(down) + "/publication").expect(204);
        String picture = Sample.picture("alt=" + CANARY + "&caption=" + CANARY + "&credit=" + CANARY);
        admin.post(
                        "/api/redirects",
                        "{\"from\": \"/" + Sample.name("old") + "\", \"to\": \"/new\", \"note\": \"" + CANARY + "\"}")
                .expect(201);
        admin.post("/api/keys", "{\"name\": \"" + CANARY + "\", \"role\": \"reader\"}")
                .expect(201);
        admin.put(Sample.path(live) + "/lock", "").expect(200);
        names = List.of(slug, Sample.id(slug), live, corrected, trashed, scheduled, down, picture, "energy");
        String section = Sample.term("sections", "{}");
        desk = Api.with(admin.post(
                        "/api/keys",
                        "{\"name\": \"desk\", \"role\": \"reader\", \"permissions\": [\"articles.read\"], \"rules\": {\"section\": [\""
                                + section + "\"]}}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
    }

    @Test
    void someResponsesDontHaveTheWord() {
        find(10);
    }

    @Test
    @Tag("thorough")
    void noResponseHasTheWord() {
        find(1);
    }

    /** @param share one of so many requests is sent */
    private void find(int share) {
        List<String> found = new ArrayList<>();
        int requests = 0;
        for (String url : urls(share)) {
            for (Map.Entry<String, Api> caller :
                    Map.of("nobody", Api.anonymous(), "desk", desk).entrySet()) {
                requests++;
                ApiResponse response = caller.getValue().accept("*/*").get(url);
                if (response.everything().toLowerCase(java.util.Locale.ROOT).contains(CANARY)) {
                    found.add(caller.getKey() + " " + url + " " + response.status());
                }
                assertThat(response.status()).as(url).isLessThan(500);
            }
        }
        System.out.println("CanaryTest: " + requests + " requests");
        assertThat(found).isEmpty();
    }

    @Test
    void guessesThatHitAreAnsweredAsOthers() {
        List<String> different = new ArrayList<>();
        for (String url : List.of(
                "/api/articles?q=%s",
                "/api/articles?q=%s&facet=tag&count=exact&highlight=true",
                "/api/articles?tag=%s-tag",
                "/api/articles?tag.none=%s-tag&limit=1",
                "/api/articles?author=%s-author&count=exact",
                "/api/articles?section=%s-section",
                "/api/articles?title=%s",
                "/api/articles?title.contains=%s&count=exact",
                "/api/articles?slug.startsWith=%s",
                "/api/articles/%s",
                "/api/articles/%s/related",
                "/api/articles/%s/blocks",
                "/api/articles/export?q=%s&format=ndjson",
                "/api/tags/%s-tag",
                "/api/tags/%s-tag/related",
                "/api/authors/%s-author",
                "/api/sections/%s-section",
                "/api/search?q=%s",
                "/api/suggest?q=%s",
                "/api/archive?tag=%s-tag",
                "/api/resolve?url=/%s",
                "/files/%s/original",
                "/api/shared/%s")) {
            String hit = fingerprint(Api.anonymous().get(url.formatted(CANARY)), CANARY);
            String miss = fingerprint(Api.anonymous().get(url.formatted(OTHER)), OTHER);
            if (!hit.equals(miss)) {
                different.add(url + "\n" + hit + "\n" + miss);
            }
        }
        for (String url : List.of(
                "/api/drafts?q=%s", "/api/drafts?title=%s&count=exact", "/api/articles?status=any&tag=%s-tag")) {
            String hit = fingerprint(desk.get(url.formatted(CANARY)), CANARY);
            String miss = fingerprint(desk.get(url.formatted(OTHER)), OTHER);
            if (!hit.equals(miss)) {
                different.add("desk " + url + "\n" + hit + "\n" + miss);
            }
        }
        assertThat(different).isEmpty();
    }

    /** Status, headers and body, without what differs between any two requests. */
    private static String fingerprint(ApiResponse response, String word) {
        return response.everything()
                .toLowerCase(java.util.Locale.ROOT)
                .replace(word, "X")
                .replaceAll("(?m)^(date|last-modified|ratelimit|etag|cache-status|content-length|link).*$", "")
                .replaceAll("\"(traceid|next)\":\"[^\"]*\"", "");
    }

    /** Every GET operation of the OpenAPI document, with each name and each parameter. */
    private List<String> urls(int share) {
        Map<String, Boolean> urls = new LinkedHashMap<>();
        JsonNode paths =
                Api.anonymous().get("/q/openapi?format=json").expect(200).json().get("paths");
        paths.fieldNames().forEachRemaining(path -> {
            JsonNode get = paths.get(path).get("get");
            if (get == null) {
                return;
            }
            for (String name : path.contains("{") ? names : List.of("")) {
                String url = path.replaceAll("\\{(article|media|term|tag|key|share|redirect|token|role)}", name)
                        .replace("{number}", "1")
                        .replaceAll("\\{[^}]*}", "x");
                urls.put(url, true);
                get.path("parameters").forEach(parameter -> {
                    String parameterName = parameter.path("name").asText();
                    VALUES.getOrDefault(parameterName, List.of())
                            .forEach(value -> urls.put(url + "?" + parameterName + "=" + value, true));
                });
            }
        });
        assertThat(urls).hasSizeGreaterThan(500);
        Random random = new Random(11);
        return urls.keySet().stream().filter(url -> random.nextInt(share) == 0).toList();
    }
}
