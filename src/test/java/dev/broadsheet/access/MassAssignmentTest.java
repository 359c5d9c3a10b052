package dev.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Members that only the server sets, in every write to every resource: with the value that they have they are ignored,
 * so that what was read can be sent back; with another value each is refused by its pointer.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MassAssignmentTest {

    /** Members of responses that describe the response or are derived, whatever is sent. */
    private static final List<String> DERIVED = List.of(
            "warnings",
            "links",
            "modified",
            "wordCount",
            "readingMinutes",
            "excerpt",
            "url",
            "original",
            "width",
            "height",
            "blurhash",
            "color",
            "animated",
            "renditions",
            "updatedAt",
            "trashedAt",
            "articles",
            "drafts",
            "usage",
            "granted",
            "etag",
            "ancestors",
            "children",
            "key",
            "token");

    @Test
    void serverOwnedMembersAreIgnoredOrRefused() {
        Map<String, Supplier<String>> resources = new TreeMap<>(Map.of(
                "articles", () -> "/api/articles/" + Sample.draft("Mine"),
                "tags", () -> "/api/tags/" + Sample.tag(),
                "authors", () -> "/api/authors/" + Sample.term("authors", "{}"),
                "sections", () -> "/api/sections/" + Sample.term("sections", "{}"),
                "media", () -> "/api/media/" + Sample.picture("alt=Quay"),
                "keys", () -> made("/api/keys", "{\"name\": \"x\", \"role\": \"reader\"}", "id"),
                "roles",
                        () -> made(
                                "/api/roles", "{\"name\": \"" + Sample.name("r") + "\", \"permissions\": []}", "name"),
                "redirects",
                        () -> made(
                                "/api/redirects",
                                "{\"from\": \"/" + Sample.name("old") + "\", \"to\": \"/new\"}",
                                "id")));
        List<String> wrong = new ArrayList<>();
        resources.forEach((name, make) -> {
            String path = make.get();
            ApiResponse read = Api.admin()
                    .get(path + (name.equals("articles") ? "?version=draft" : ""))
                    .expect(200);
            ApiResponse same = Api.admin().patch(path, read.text()).expect(200);
            if (!String.valueOf(same.header("ETag")).equals(read.header("ETag"))) {
                wrong.add(name + " changed by what was read");
            }
            for (String owned : List.of(
                    "id",
                    "createdAt",
                    "createdBy",
                    "lastUsedAt",
                    "revokedAt",
                    "live",
                    "revision",
                    "firstPublishedAt",
                    "archivedAt",
                    "trashedAt",
                    "bytes",
                    "type",
                    "builtIn",
                    "hash",
                    "origin",
                    "version",
                    "keyId",
                    "state")) {
                JsonNode value = read.json().get(owned);
                boolean editable = name.equals("articles") && owned.equals("type");
                if (value != null && DERIVED.contains(owned) && !name.equals("articles") || editable) {
                    continue;
                }
                ObjectNode patch = JsonNodeFactory.instance.objectNode().put(owned, "2001-01-01T00:00:00Z");
                ApiResponse response = Api.admin().patch(path, patch.toString());
                if (response.status() != ProblemCode.INVALID.status()
                        || !response.text().contains("\"/" + owned + "\"")) {
                    wrong.add(name + " " + owned + " " + response.status() + " " + response.text());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static String made(String path, String body, String id) {
        return path + "/"
                + Api.admin().post(path, body).expect(201).json().get(id).textValue();
    }
}
