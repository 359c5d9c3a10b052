package dev.broadsheet.access.customroles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/roles}, and what keys with such a role may do. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RoleResourceTest {

    @Test
    void aRoleIsMadeChangedAndDeleted() {
        String name = Sample.name("desk");
        String section = Sample.term("sections", "{}");
        ApiResponse created = Api.admin()
                .post(
                        "/api/roles",
                        "{\"name\": \"" + name + "\", \"permissions\": [\"articles.*\", \"-articles.delete\"],"
                                + " \"rules\": {\"section\": [\"" + section + "\"]}}")
                .expect(201);
        assertThat(created.json().get("granted"))
                .extracting(JsonNode::textValue)
                .contains("articles.publish")
                .doesNotContain("articles.delete", "media.write");
        String path = "/api/roles/" + name;
        ApiResponse read = Api.admin().get(path).expect(200);
        assertThat(Api.admin().patch(path, read.text()).expect(200).header("ETag"))
                .isEqualTo(read.header("ETag"));
        ApiResponse key = Api.admin()
                .post("/api/keys", "{\"name\": \"x\", \"role\": \"" + name + "\"}")
                .expect(201);
        Api desk = Api.with(key.json().get("key").textValue());
        desk.post("/api/articles", "{\"title\": \"Elsewhere\"}").problem(ProblemCode.FORBIDDEN);
        String slug = desk.post("/api/articles", "{\"title\": \"Here\", \"section\": \"" + section + "\"}")
                .expect(201)
                .json()
                .get("slug")
                .textValue();
        desk.delete(Sample.path(slug)).problem(ProblemCode.FORBIDDEN);
        assertThat(desk.get("/api/me")
                        .expect(200)
                        .json()
                        .at("/rules/0/section/0")
                        .textValue())
                .isEqualTo(section);
        // A change of the role changes its keys at once.
        Api.admin().patch(path, "{\"permissions\": [\"articles.read\"]}").expect(200);
        desk.patch(Sample.path(slug), "{\"title\": \"x\"}").problem(ProblemCode.FORBIDDEN);
        Api.admin().delete(path).problem(ProblemCode.IN_USE);
        Api.admin().delete("/api/keys/" + key.json().get("id").textValue()).expect(204);
        Api.admin().delete(path).expect(204);
        Api.admin().get(path).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void builtInRolesAreListedAndStay() {
        assertThat(Api.admin().get("/api/roles").expect(200).json().get("data"))
                .extracting(role -> role.get("name").textValue())
                .startsWith("reader", "contributor", "author", "editor", "admin");
        Api.admin().patch("/api/roles/editor", "{\"permissions\": [\"*\"]}").problem(ProblemCode.CONFLICT);
        Api.admin().delete("/api/roles/admin").problem(ProblemCode.CONFLICT);
        Api.admin()
                .post("/api/roles", "{\"name\": \"editor\", \"permissions\": [\"*\"]}")
                .problem(ProblemCode.DUPLICATE);
    }

    @Test
    void aRoleHoldsNoMoreThanItsMaker() {
        Api maker = Api.with(Api.admin()
                .post(
                        "/api/keys",
                        "{\"name\": \"x\", \"role\": \"admin\", \"permissions\": [\"articles.read\", \"roles.*\", \"keys.*\"]}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
        assertThat(maker.post("/api/roles", "{\"name\": \"" + Sample.name("more") + "\", \"permissions\": [\"*\"]}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/permissions more-than-own");
        String strong = Sample.name("strong");
        Api.admin()
                .post("/api/roles", "{\"name\": \"" + strong + "\", \"permissions\": [\"*\"]}")
                .expect(201);
        maker.patch("/api/roles/" + strong, "{\"permissions\": [\"articles.read\"]}")
                .problem(ProblemCode.INVALID);
        maker.post("/api/keys", "{\"name\": \"y\", \"role\": \"" + strong + "\"}")
                .problem(ProblemCode.INVALID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                        | /name invalid-name, /permissions required
        {"name": "Desk!", "permissions": ["articles.fly"]}        | /name invalid-name, /permissions/0 invalid-value
        {"name": "d", "permissions": [], "builtIn": true, "x": 1} | /builtIn server-owned, /x unknown-member
        {"name": "d", "permissions": 7, "rules": {"tag": ["no"]}} | /permissions wrong-type, /rules/tag/0 unknown-tag
        """)
    void faultsAreNamedAllAtOnce(String body, String faults) {
        assertThat(Api.admin()
                        .post("/api/roles", body)
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder(faults.split(", "));
    }
}
