package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.OpenApiValidator;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published OpenAPI document, compared with the app. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpenApiTest {

    private static final Path PUBLISHED = Path.of("openapi", "openapi.yaml");

    /** Tests run before the build writes the file (phases test and package), so an outdated file is noticed. */
    @Test
    void publishedDocumentEqualsTheServedOne() throws IOException {
        JsonNode served =
                Api.anonymous().get("/q/openapi?format=json").expect(200).json();
        JsonNode published = new YAMLMapper().readTree(PUBLISHED.toFile());
        assertThat(sorted(published))
                .as("openapi/openapi.yaml is stale. Renew it with: mvn package -DskipTests, and commit it.")
                .isEqualTo(sorted(served));
        assertThat(published.get("paths")).isNotEmpty();
    }

    @Test
    void everyOperationIsDescribed() {
        List<String> bare = new ArrayList<>();
        JsonNode document = Api.anonymous().get("/q/openapi?format=json").json();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getValue().hasNonNull("summary")
                            || !operation.getValue().at("/responses/500").isObject()
                            || !hasExample(operation.getValue(), document)) {
                        bare.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(bare)
                .as("operations without a summary, refusals or an example")
                .isEmpty();
    }

    /** In the operation, or in a request body or response that it refers to. */
    private static boolean hasExample(JsonNode operation, JsonNode document) {
        return Stream.concat(
                        Stream.of(operation),
                        operation.findValuesAsText("$ref").stream()
                                .filter(ref -> ref.matches("#/components/(requestBodies|responses)/.*"))
                                .map(ref -> document.at(ref.substring(1))))
                .anyMatch(part -> part.findValue("example") != null || part.findValue("examples") != null);
    }

    @Test
    void conditionalOperationsDocumentTheirFailures() {
        assertThat(writesWith("IfMatch")).hasSizeGreaterThan(30).allSatisfy((name, write) -> {
            assertThat(write.at("/responses/412/$ref").asText()).endsWith("/PreconditionFailed");
            assertThat(parameters(write)).contains("IfNoneMatch");
        });
        assertThat(Api.anonymous()
                        .get("/q/openapi?format=json")
                        .json()
                        .at("/components/responses/PreconditionFailed/content/application~1problem+json/schema/$ref")
                        .asText())
                .endsWith("/Problem");
    }

    /** A dry run has a body, so it returns 200 where the write returns 204, and otherwise the status of the write. */
    @Test
    void dryRunsAreDocumented() {
        assertThat(writesWith("dryRun")).hasSizeGreaterThan(30).allSatisfy((name, write) -> {
            assertThat(!write.path("responses").has("204")
                            || write.path("responses").has("200"))
                    .isTrue();
            for (String status : List.of("200", "201", "207")) {
                if (write.path("responses").has(status)) {
                    assertThat(write.at("/responses/" + status + "/content/application~1json/schema/$ref")
                                    .asText())
                            .matches(".*/(Written.*|WithDryRun)");
                }
            }
        });
    }

    private static Map<String, JsonNode> writesWith(String parameter) {
        Map<String, JsonNode> writes = new TreeMap<>();
        Api.anonymous()
                .get("/q/openapi?format=json")
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (parameters(operation.getValue()).contains(parameter)) {
                        writes.put(operation.getKey() + " " + path.getKey(), operation.getValue());
                    }
                }));
        return writes;
    }

    private static List<String> parameters(JsonNode operation) {
        List<String> names = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(parameter -> names.add(parameter.path("$ref").asText().replaceFirst(".*/", "")));
        return names;
    }

    /** Each read is tried without a key and with a bad one, as published content and as a working copy. */
    @Test
    void operationsThatNeedAKeySaySo() {
        List<String> wrong = new ArrayList<>();
        JsonNode paths = Api.anonymous().get("/q/openapi?format=json").json().get("paths");
        paths.properties().forEach(path -> {
            JsonNode read = path.getValue().path("get");
            // Files are refused for their key only once they are found: nobody learns which exist.
            if (!read.isMissingNode() && !path.getKey().startsWith("/files/")) {
                String url = path.getKey()
                        .replace("{number}", "1")
                        .replace("{redirect}", "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f")
                        .replaceAll("\\{[^}]*}", "nobody-knows");
                boolean refused = Stream.of("", "?status=any", "?version=draft", "?unused=true")
                        .flatMap(side -> Stream.of(
                                Api.anonymous().get(url + side),
                                Api.with("bs_nobody-has-this-key").get(url + side)))
                        .anyMatch(response -> response.status() == 401);
                boolean closed = Api.anonymous().get(url).status() == 401;
                if (refused != read.path("responses").has("401")
                        || closed != (read.path("security").size() > 0)) {
                    wrong.add(path.getKey());
                }
            }
        });
        assertThat(wrong)
                .as("reads that answer 401 and don't say so, or the other way round")
                .isEmpty();
    }

    /** Response schemas say which members are always present; for articles, those that {@code fields} can't remove. */
    @Test
    void responsesListTheirRequiredMembers() {
        JsonNode schemas = Api.anonymous().get("/q/openapi?format=json").json().at("/components/schemas");
        assertThat(texts(schemas.at("/Article/required")))
                .contains("title", "body", "tags", "authors", "hero", "publishedAt", "links")
                .doesNotContain("live", "warnings");
        assertThat(schemas.at("/Article/properties/title/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/Article/properties/publishedAt/type").asText()).isEqualTo("string");
        assertThat(texts(schemas.at("/ArticleSummary/required")))
                .contains("title", "tags", "publishedAt")
                .doesNotContain("body", "highlight", "problem");
        assertThat(texts(schemas.at("/WorkingCopy/required"))).contains("live", "modified", "publishAt");
        assertThat(texts(schemas.at("/WorkingCopy/properties/title/type"))).containsExactly("string", "null");
        assertThat(texts(schemas.at("/WrittenArticle/required"))).contains("warnings");
        assertThat(texts(schemas.at("/Term/required")))
                .contains("id", "slug", "name", "description", "parent", "articles")
                .doesNotContain("aliases", "formerNames", "workingCopies");
        assertThat(texts(schemas.at("/Term/properties/description/type"))).containsExactly("string", "null");
        assertThat(schemas.at("/Term/properties/parent/anyOf").toString())
                .contains("#/components/schemas/Name", "null");
        assertThat(texts(schemas.at("/TermPage/required"))).containsExactly("data", "page");
        assertThat(texts(schemas.at("/PageFacts/required"))).containsExactly("limit", "next", "prev", "total");
        assertThat(schemas.at("/TermEdit").has("required")).as("what is sent").isFalse();
        List<String> silent = new ArrayList<>();
        schemas.properties().forEach(schema -> {
            if (schema.getValue().has("properties") && !schema.getValue().has("required")) {
                silent.add(schema.getKey());
            }
        });
        assertThat(silent)
                .as("what is sent, what is part of an article, and what has nothing that is always there")
                .containsExactlyInAnyOrder(
                        "ArticleEdit",
                        "ArticleFilter",
                        "ArticleQuery",
                        "AuthorObject",
                        "BatchItem",
                        "Body",
                        "BodyEdit",
                        "Crops",
                        "DraftFilter",
                        "HeroImageEdit",
                        "ItemRules",
                        "KeyEdit",
                        "KeyRotation",
                        "Location",
                        "MediaEdit",
                        "Origin",
                        "PublicationEdit",
                        "RedirectArticle",
                        "RedirectEdit",
                        "WithDryRun",
                        "Restoration",
                        "RoleEdit",
                        "Seo",
                        "ShareEdit",
                        "TermEdit");
    }

    @Test
    void responsesMatchTheirSchemas() {
        String tag = Sample.name("promised");
        Sample.live("energy");
        Api.admin()
                .put("/api/tags/" + tag, "{\"aliases\": [\"" + tag + "-b\"], \"parent\": \"energy\"}")
                .expect(201);
        String live = Sample.live("energy," + tag);
        String other = Sample.live(tag);
        String draft = Sample.draft("Promised draft");
        String article = "/api/articles/{article}";
        List<String> broken = new ArrayList<>();
        OpenApiValidator validator = OpenApiValidator.served();
        BiConsumer<String, String> get = (path, url) -> {
            for (Api api : List.of(Api.anonymous(), Api.admin())) {
                ApiResponse response = api.get(url);
                validator
                        .faults("get", path, response)
                        .forEach(fault -> broken.add(response.status() + " " + url + fault));
            }
        };
        get.accept("/api/articles", "/api/articles?limit=2&q=summit&highlight=true&facet=tag&count=exact&tag=" + tag);
        get.accept("/api/articles", "/api/articles?limit=2&include=body,related&body.format=html&tag=" + tag);
        get.accept("/api/drafts", "/api/drafts?limit=2&include=body&body.format=html&sort=-updatedAt");
        get.accept("/api/articles", "/api/articles?limit=0");
        for (String name : List.of(live, "nobody-knows")) {
            get.accept(article, Sample.path(name) + "?body.format=html,blocks");
            get.accept(article + "/neighbours", Sample.path(name) + "/neighbours?tag=" + tag);
            get.accept(article + "/related", Sample.path(name) + "/related");
            get.accept(article + "/revisions", Sample.path(name) + "/revisions");
            get.accept(article + "/publication", Sample.path(name) + "/publication");
            get.accept(article + "/lock", Sample.path(name) + "/lock");
            get.accept(article + "/diff", Sample.path(name) + "/diff");
        }
        get.accept("/api/drafts/{article}", Sample.path(draft).replace("/articles/", "/drafts/"));
        get.accept("/api/drafts/{article}", Sample.path(live).replace("/articles/", "/drafts/"));
        get.accept(article + "/publication", Sample.path(draft) + "/publication");
        get.accept(article + "/diff", Sample.path(draft) + "/diff");
        get.accept(article + "/revisions/{number}", Sample.path(other) + "/revisions/1");
        get.accept("/api/archive", "/api/archive?by=month&tag=" + tag);
        get.accept("/api/tags", "/api/tags?count=exact&sort=-count");
        get.accept("/api/tags/{term}", "/api/tags/" + tag);
        get.accept("/api/tags/{term}/related", "/api/tags/" + tag + "/related");
        get.accept("/api/authors", "/api/authors");
        get.accept("/api/search", "/api/search?q=summit");
        get.accept("/api/suggest", "/api/suggest?q=promised");
        get.accept("/api/resolve", "/api/resolve?url=/" + live);
        get.accept("/api/redirects", "/api/redirects");
        get.accept("/api/schedule", "/api/schedule");
        get.accept("/api/audit", "/api/audit?limit=100");
        get.accept("/api/me", "/api/me");
        ApiResponse written = Api.admin().put("/api/tags/" + tag, "{}");
        validator.faults("put", "/api/tags/{term}", written).forEach(broken::add);
        ApiResponse dryRun = Api.admin().patch(Sample.path(live) + "?dryRun=true", "{\"title\": \"Other\"}");
        validator.faults("patch", article, dryRun).forEach(broken::add);
        ApiResponse late =
                Api.admin().header("If-Match", "\"r1.0\"").patch(Sample.path(live), "{\"title\": \"Other\"}");
        validator.faults("patch", article, late).forEach(broken::add);
        ApiResponse unmade = Api.admin().header("If-Match", "\"v1\"").post("/api/tags", "{\"name\": \"x\"}");
        validator.faults("post", "/api/tags", unmade).forEach(broken::add);
        ApiResponse kept =
                Api.admin().delete(Sample.path(live) + "?dryRun=true").expect(200);
        validator.faults("delete", article, kept).forEach(broken::add);
        assertThat(broken).isEmpty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** JSON objects have no order; sorting makes a difference readable. */
    private static String sorted(JsonNode document) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withDefaultPrettyPrinter()
                .writeValueAsString(json.convertValue(document, Object.class));
    }
}
