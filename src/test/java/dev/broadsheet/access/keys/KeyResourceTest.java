package dev.broadsheet.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import dev.broadsheet.testkit.TestClock;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /api/keys}, and what the keys that it makes may do. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class KeyResourceTest {

    @Inject
    TestClock clock;

    @Inject
    DSLContext sql;

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Test
    void aKeyIsShownOnceAndWorksAtOnce() {
        ApiResponse created = make("{\"name\": \"robot\", \"role\": \"editor\"}");
        String token = created.json().get("key").textValue();
        assertThat(token).matches("bs_[0-9A-Za-z]{42}");
        String id = created.json().get("id").textValue();
        assertThat(created.header("Location")).endsWith("/api/keys/" + id);
        JsonNode me = Api.with(token).get("/api/me").expect(200).json();
        assertThat(me.get("role").textValue()).isEqualTo("editor");
        assertThat(me.get("permissions")).extracting(JsonNode::textValue).contains("articles.publish", "media.write");
        assertThat(me.get("permissions"))
                .extracting(JsonNode::textValue)
                .doesNotContain("keys.write", "articles.purge");
        assertThat(Api.admin().get("/api/keys/" + id).expect(200).text()).doesNotContain(token);
        assertThat(Api.admin().get("/api/keys?limit=100").expect(200).text())
                .contains(id)
                .doesNotContain(token);
        Api.with(token).post("/api/articles", "{\"title\": \"By robot\"}").expect(201);
        Api.with(token).get("/api/keys").problem(ProblemCode.FORBIDDEN);
    }

    @Test
    void aRepeatDoesNotShowTheTokenAgain() {
        Api admin = Api.admin().header("Idempotency-Key", Sample.name("key"));
        String body = "{\"name\": \"once\", \"role\": \"reader\"}";
        String token =
                admin.post("/api/keys", body).expect(201).json().get("key").textValue();
        ApiResponse replay = admin.post("/api/keys", body).expect(201);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.json().get("key").isNull()).isTrue();
        assertThat(sql.fetch("select convert_from(body, 'UTF8') as body from idempotency")
                        .getValues("body", String.class))
                .noneMatch(stored -> stored.contains(token));
        assertThat(Api.admin()
                        .post("/api/keys?dryRun=true", body)
                        .expect(201)
                        .json()
                        .get("key")
                        .isNull())
                .isTrue();
    }

    @Test
    void aReaderReadsDraftsAndWritesNothing() {
        Api reader = key("{\"name\": \"preview\", \"role\": \"reader\"}");
        String slug = Sample.draft("Not yet");
        reader.get(Sample.path(slug) + "?version=draft").expect(200);
        reader.get("/api/drafts?limit=1").expect(200);
        reader.get("/api/media").expect(200);
        reader.patch(Sample.path(slug), "{\"title\": \"x\"}").problem(ProblemCode.FORBIDDEN);
        reader.delete(Sample.path(slug)).problem(ProblemCode.FORBIDDEN);
        reader.put(Sample.path(slug) + "/publication", "{}").problem(ProblemCode.FORBIDDEN);
        reader.post("/api/articles/batch", "[]").problem(ProblemCode.FORBIDDEN);
        reader.get("/api/audit").problem(ProblemCode.FORBIDDEN);
        reader.post("/api/keys", "{}").problem(ProblemCode.FORBIDDEN);
    }

    /** By any road: the state decides, not the endpoint. */
    @Test
    void aKeyWithoutPublishingChangesNothingThatReadersSee() {
        Api drafter =
                key("{\"name\": \"drafter\", \"role\": \"editor\", \"permissions\": [\"*\", \"-articles.publish\"]}");
        String live = Sample.live("energy");
        String etag = Api.anonymous().get(Sample.path(live)).header("ETag");
        drafter.patch(Sample.path(live), "{\"title\": \"Only a draft\"}").expect(200);
        for (String patch : List.of(
                "{\"status\": \"published\"}",
                "{\"status\": \"archived\"}",
                "{\"expireAt\": \"2099-01-01\"}",
                "{\"status\": \"published\", \"publishAt\": \"2099-01-01\"}")) {
            drafter.patch(Sample.path(live), patch).problem(ProblemCode.FORBIDDEN);
        }
        drafter.put(Sample.path(live) + "/publication", "{}").problem(ProblemCode.FORBIDDEN);
        drafter.delete(Sample.path(live) + "/publication").problem(ProblemCode.FORBIDDEN);
        JsonNode results = drafter.post(
                        "/api/articles/batch",
                        "[{\"op\": \"publish\", \"article\": \"" + live
                                + "\"}, {\"op\": \"create\", \"data\": {\"title\": \"New\","
                                + " \"body\": \"x\", \"status\": \"published\"}}]")
                .expect(207)
                .json()
                .get("results");
        assertThat(results)
                .extracting(result -> result.get("status").intValue())
                .containsExactly(403, 403);
        assertThat(Api.anonymous().get(Sample.path(live)).header("ETag")).isEqualTo(etag);
        // Sent back as it was read, the status changes nothing.
        drafter.patch(Sample.path(Sample.draft("Mine")), "{\"status\": \"draft\", \"title\": \"Yours\"}")
                .expect(200);
    }

    @Test
    void deletingForGoodNeedsItsOwnPermission() {
        String slug = Sample.draft("Short");
        Api editor = key("{\"name\": \"editor\", \"role\": \"editor\"}");
        editor.delete(Sample.path(slug)).expect(204);
        editor.delete(Sample.path(slug) + "?permanent=true").problem(ProblemCode.FORBIDDEN);
        Api.admin().delete(Sample.path(slug) + "?permanent=true").expect(204);
    }

    @Test
    void revokingAndChangingTakesEffectAtOnce() {
        ApiResponse created = make("{\"name\": \"leaver\", \"role\": \"editor\"}");
        String path = "/api/keys/" + created.json().get("id").textValue();
        Api leaver = Api.with(created.json().get("key").textValue());
        leaver.post("/api/articles", "{\"title\": \"x\"}").expect(201);
        String etag =
                Api.admin().patch(path, "{\"role\": \"reader\"}").expect(200).header("ETag");
        leaver.post("/api/articles", "{\"title\": \"x\"}").problem(ProblemCode.FORBIDDEN);
        Api.admin().header("If-Match", "\"v1\"").delete(path).problem(ProblemCode.PRECONDITION_FAILED);
        Api.admin().header("If-Match", String.valueOf(etag)).delete(path).expect(204);
        leaver.get("/api/me").problem(ProblemCode.UNAUTHORIZED);
        Api.admin().patch(path, "{\"role\": \"editor\"}").problem(ProblemCode.CONFLICT);
        assertThat(Api.admin()
                        .get("/api/keys?revoked=true&limit=100")
                        .expect(200)
                        .text())
                .contains("leaver");
    }

    @Test
    void aRotatedKeyOverlaps() {
        ApiResponse created = make("{\"name\": \"long-lived\", \"role\": \"reader\"}");
        String path = "/api/keys/" + created.json().get("id").textValue() + "/rotation";
        String first = created.json().get("key").textValue();
        String second = Api.admin()
                .post(path, "{\"overlapHours\": 2}")
                .expect(200)
                .json()
                .get("key")
                .textValue();
        assertThat(second).isNotEqualTo(first);
        Api.with(first).get("/api/me").expect(200);
        Api.with(second).get("/api/me").expect(200);
        clock.advance(Duration.ofHours(3));
        Api.with(first).get("/api/me").problem(ProblemCode.UNAUTHORIZED);
        Api.with(second).get("/api/me").expect(200);
    }

    @Test
    void aKeyGrantsNoMoreThanItHasAndShrinksWithItsMaker() {
        ApiResponse makerKey = make(
                "{\"name\": \"maker\", \"role\": \"admin\", \"permissions\": [\"articles.*\", \"keys.*\"], \"flags\": [\"conditional\"]}");
        Api maker = Api.with(makerKey.json().get("key").textValue()).header("If-None-Match", "*");
        assertThat(maker.post("/api/keys", "{\"name\": \"x\", \"role\": \"admin\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/role more-than-own");
        ApiResponse madeKey = maker.post(
                        "/api/keys", "{\"name\": \"made\", \"role\": \"editor\", \"permissions\": [\"articles.*\"]}")
                .expect(201);
        Api made = Api.with(madeKey.json().get("key").textValue());
        // The maker's restriction holds for what it made.
        made.post("/api/articles", "{\"title\": \"x\"}").problem(ProblemCode.PRECONDITION_REQUIRED);
        made.header("If-None-Match", "*")
                .post("/api/articles", "{\"title\": \"x\"}")
                .expect(201);
        Api.admin()
                .patch(
                        "/api/keys/" + makerKey.json().get("id").textValue(),
                        "{\"permissions\": [\"articles.read\", \"keys.*\"]}")
                .expect(200);
        made.header("If-None-Match", "*")
                .post("/api/articles", "{\"title\": \"x\"}")
                .problem(ProblemCode.FORBIDDEN);
        // Nor may it touch keys that may do more, or itself.
        String admin = make("{\"name\": \"boss\", \"role\": \"admin\"}")
                .json()
                .get("id")
                .textValue();
        Api weak = Api.with(makerKey.json().get("key").textValue()).header("If-Match", "*");
        weak.delete("/api/keys/" + admin).problem(ProblemCode.FORBIDDEN);
        weak.post("/api/keys/" + admin + "/rotation", "{}").problem(ProblemCode.FORBIDDEN);
        weak.patch("/api/keys/" + makerKey.json().get("id").textValue(), "{\"flags\": []}")
                .problem(ProblemCode.FORBIDDEN);
    }

    /** Permissions alone don't make a key as strong: rotating an unlimited key would give its token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rules\": {\"own\": true}",
                "\"ips\": [\"127.0.0.0/8\", \"::1\"]",
                "\"expiresAt\": \"2090-01-01\"",
                "\"flags\": [\"no-new-tags\"]"
            })
    void aLimitedKeyChangesOnlyItselfAndWhatItMade(String limit) {
        Api limited = key("{\"name\": \"limited\", \"role\": \"admin\", " + limit + "}");
        String boss = "/api/keys/"
                + make("{\"name\": \"boss\", \"role\": \"admin\"}")
                        .json()
                        .get("id")
                        .textValue();
        limited.post(boss + "/rotation", "{}").problem(ProblemCode.FORBIDDEN);
        limited.patch(boss, "{\"name\": \"x\"}").problem(ProblemCode.FORBIDDEN);
        limited.delete(boss).problem(ProblemCode.FORBIDDEN);
        ApiResponse made = limited.post(
                        "/api/keys", "{\"name\": \"made\", \"role\": \"reader\", \"expiresAt\": \"2089-01-01\"}")
                .expect(201);
        limited.post("/api/keys/" + made.json().get("id").textValue() + "/rotation", "{}")
                .expect(200);
        String self = limited.get("/api/me").expect(200).json().get("id").textValue();
        limited.post("/api/keys/" + self + "/rotation", "{\"overlapHours\": 1}").expect(200);
    }

    @Test
    void takingOverLocksIsGrantedByThoseWhoMay() {
        Api maker = key("{\"name\": \"x\", \"role\": \"admin\", \"permissions\": [\"articles.*\", \"keys.*\"]}");
        assertThat(maker.post(
                                "/api/keys",
                                "{\"name\": \"y\", \"role\": \"reader\", \"permissions\": [\"articles.read\"], \"flags\": [\"lock-takeover\"]}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/flags more-than-own");
    }

    @Test
    void revokingMayIncludeTheKeysThatWereMade() {
        ApiResponse parent = make("{\"name\": \"parent\", \"role\": \"admin\"}");
        Api maker = Api.with(parent.json().get("key").textValue());
        Api child = Api.with(maker.post("/api/keys", "{\"name\": \"child\", \"role\": \"reader\"}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
        Api.admin().delete("/api/keys/" + parent.json().get("id").textValue()).expect(204);
        child.get("/api/me").expect(200);
        Api.admin()
                .delete("/api/keys/" + parent.json().get("id").textValue() + "?made=true")
                .expect(204);
        child.get("/api/me").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void aKeyIsBoundToAddressesAndTime() {
        Api elsewhere = key("{\"name\": \"far\", \"role\": \"reader\", \"ips\": [\"203.0.113.0/24\"]}");
        elsewhere.get("/api/me").problem(ProblemCode.FORBIDDEN);
        Api here = key(
                "{\"name\": \"near\", \"role\": \"reader\", \"ips\": [\"203.0.113.0/24\", \"127.0.0.0/8\", \"::1\"]}");
        here.get("/api/me").expect(200);
        Api brief = key("{\"name\": \"brief\", \"role\": \"reader\", \"expiresAt\": \""
                + clock.now().plusSeconds(60) + "\"}");
        brief.get("/api/me").expect(200);
        clock.advance(Duration.ofMinutes(2));
        brief.get("/api/me").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void aKeyHasARateOfItsOwn() {
        Api slow = key("{\"name\": \"slow\", \"role\": \"reader\", \"rate\": 2}");
        assertThat(slow.get("/api/me").expect(200).header("RateLimit-Policy")).contains("q=2;w=60");
        slow.get("/api/me").expect(200);
        assertThat(slow.get("/api/me").problem(ProblemCode.TOO_MANY_REQUESTS)).isNotNull();
    }

    @Test
    void aKnownKeyCostsNoStatement() {
        Api reader = key("{\"name\": \"cached\", \"role\": \"reader\"}");
        reader.get("/api/me").expect(200);
        assertThat(statements.of(() -> reader.get("/api/me").expect(200))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                             | /name required, /role required
        {"name": "", "role": "boss"}                                   | /name required, /role unknown-role
        {"name": "x", "role": "reader", "permissions": ["articles.fly"]} | /permissions/0 invalid-value
        {"name": "x", "role": "reader", "ips": ["nowhere", 7]}         | /ips/0 invalid-value, /ips/1 wrong-type
        {"name": "x", "role": "reader", "rate": 0}                     | /rate out-of-range
        {"name": "x", "role": "reader", "flags": ["odd"]}              | /flags/0 invalid-value
        {"name": "x", "role": "reader", "expiresAt": "2001-01-01"}     | /expiresAt in-the-past
        {"name": "x", "role": "reader", "createdBy": "me", "hash": ""} | /createdBy server-owned, /hash unknown-member
        """)
    void faultsAreNamedAllAtOnce(String body, String faults) {
        assertThat(Api.admin()
                        .post("/api/keys", body)
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder(faults.split(", "));
    }

    @Test
    void aKeySentBackAsItWasReadChangesNothing() {
        ApiResponse created =
                make("{\"name\": \"same\", \"role\": \"editor\", \"permissions\": [\"*\", \"-media.*\"]}");
        String path = "/api/keys/" + created.json().get("id").textValue();
        ApiResponse read = Api.admin().get(path).expect(200);
        ApiResponse sent = Api.admin().patch(path, read.text()).expect(200);
        assertThat(sent.header("ETag")).isEqualTo(read.header("ETag"));
    }

    private static Api key(String body) {
        return Api.with(make(body).json().get("key").textValue());
    }

    private static ApiResponse make(String body) {
        return Api.admin().post("/api/keys", body).expect(201);
    }
}
