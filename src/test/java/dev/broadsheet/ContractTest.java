package dev.broadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published contract, against the app. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractTest {

    private static final Path PUBLISHED = Path.of("openapi", "openapi.yaml");

    /** The tests run before the build writes the file (phases test and package), so a stale one is seen. */
    @Test
    void publishedDocumentIsWhatIsServed() throws IOException {
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
        JsonNode paths = Api.anonymous().get("/q/openapi?format=json").json().get("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getValue().hasNonNull("summary")
                            || !operation.getValue().at("/responses/500").isObject()
                            || operation.getValue().findValue("example") == null
                                    && operation.getValue().findValue("examples") == null) {
                        bare.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        assertThat(bare)
                .as("operations without a summary, refusals or an example")
                .isEmpty();
    }

    /** Each read is tried without a key and with a bad one, as it stands and on its newsroom's side. */
    @Test
    void whatMayNeedAKeySaysSo() {
        List<String> wrong = new ArrayList<>();
        JsonNode paths = Api.anonymous().get("/q/openapi?format=json").json().get("paths");
        paths.properties().forEach(path -> {
            JsonNode read = path.getValue().path("get");
            if (!read.isMissingNode()) {
                String url = path.getKey()
                        .replace("{number}", "1")
                        .replace("{redirect}", "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f")
                        .replaceAll("\\{[^}]*}", "nobody-knows");
                boolean refused = Stream.of("", "?status=any", "?version=draft", "?unused=true")
                        .flatMap(side -> Stream.of(
                                Api.anonymous().get(url + side),
                                Api.with("bs_nobody-has-this-key").get(url + side)))
                        .anyMatch(answer -> answer.status() == 401);
                if (refused != read.path("responses").has("401")
                        || refused != (read.path("security").size() > 0)) {
                    wrong.add(path.getKey());
                }
            }
        });
        assertThat(wrong)
                .as("reads that answer 401 and don't say so, or the other way round")
                .isEmpty();
    }

    /** JSON objects have no order; with one, a difference can be read. */
    private static String sorted(JsonNode document) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withDefaultPrettyPrinter()
                .writeValueAsString(json.convertValue(document, Object.class));
    }
}
