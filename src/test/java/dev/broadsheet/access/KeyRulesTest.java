package dev.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.access.keys.AccessKey;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.RawHttp;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which requests need a key, and which keys are valid. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class KeyRulesTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    KeyHash hash;

    @Test
    void writesNeedAKeyUnlessOpen() {
        var response = Api.anonymous().delete("/specimen");
        response.problem(ProblemCode.UNAUTHORIZED);
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"broadsheet\"");
        Api.admin().delete("/specimen").expect(204);
        Api.anonymous().send("POST", "/specimen/text", "text/markdown", "open").expect(200);
    }

    @Test
    void readsNeedNoKeyUnlessDeclared() {
        Api.anonymous().get("/specimen").expect(200);
        Api.with("unknown-key").get("/specimen").expect(200);
        Api.anonymous().get("/api/me").problem(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void keyListsItsFlags() {
        String token = create("feed robot", Set.of(Flag.NO_NEW_TAGS, Flag.CONDITIONAL), null);
        var me = Api.with(token).get("/api/me").expect(200).json();
        assertThat(me.get("name").textValue()).isEqualTo("feed robot");
        assertThat(me.get("role").textValue()).isEqualTo("admin");
        assertThat(me.get("flags"))
                .extracting(flag -> flag.textValue())
                .containsExactlyInAnyOrder("no-new-tags", "conditional");
    }

    @Test
    void flagsRestrictWrites() {
        Api careful = Api.with(create("careful", Set.of(Flag.CONDITIONAL), null));
        String slug = Sample.live("energy");
        careful.patch(Sample.path(slug), "{\"title\": \"x\"}").problem(ProblemCode.PRECONDITION_REQUIRED);
        careful.header("If-None-Match", "\"nonsense\"")
                .patch(Sample.path(slug), "{\"title\": \"x\"}")
                .problem(ProblemCode.PRECONDITION_REQUIRED);
        careful.header("If-Match", "\"r1.1\"")
                .patch(Sample.path(slug), "{\"title\": \"x\"}")
                .expect(200);
        String redirect = "{\"from\": \"/" + slug + "\", \"to\": \"/x\"}";
        careful.post("/api/redirects", redirect).problem(ProblemCode.PRECONDITION_REQUIRED);
        careful.header("If-None-Match", "*").post("/api/redirects", redirect).expect(201);

        Api robot = Api.with(create("robot", Set.of(Flag.NO_NEW_TAGS), null));
        robot.post("/api/articles", "{\"title\": \"x\", \"tags\": [\"energy\"]}")
                .expect(201);
        assertThat(robot.post("/api/articles", "{\"title\": \"x\", \"tags\": [\"energy\", \"brand-new\"]}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(Fault::pointer)
                .containsExactly("/tags/1");
    }

    @Test
    void keyThatMayNotCreateAuthorsChangesNoProfile() {
        String author = Sample.term("authors", "{}");
        Api robot = Api.with(create(author, Set.of(Flag.NO_NEW_TAGS), null));
        var response = robot.post(
                        "/api/articles",
                        "{\"title\": \"x\", \"authors\": [{\"slug\": \"%s\", \"url\": \"https://example.org\"}]}"
                                .formatted(author))
                .expect(201);
        assertThat(response.article().warnings())
                .extracting(Warning::detail)
                .containsExactly(
                        "Left out: url. A key with the flag no-new-tags fills in no author; PATCH /api/authors/%s changes “%s”."
                                .formatted(author, author));
        assertThat(Api.admin().get("/api/authors/" + author).term().url()).isNull();
    }

    @Test
    void unknownExpiredRevokedAndMistypedKeysAreRefused() {
        String expired = create("expired", Set.of(), LONG_AGO);
        String revoked = create("revoked", Set.of(), null);
        QuarkusTransaction.requiringNew()
                .run(() -> AccessKey.findByIdOrName("revoked").forEach(key -> key.revoke(LONG_AGO)));
        for (String token : new String[] {expired, revoked, Token.random(), "bs_mistyped"}) {
            var response = Api.with(token).get("/api/me");
            response.problem(ProblemCode.UNAUTHORIZED);
            assertThat(response.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(response.text()).doesNotContain(token);
        }
        assertThat(Api.with("bs_mistyped").get("/api/me").text()).contains("mistyped");
    }

    @Test
    void headerOfAnotherSchemeIsRefused() {
        for (String header : new String[] {"Basic YTpi", "Bearer", "Bearer  ", "Bearer a b", "Bearer k\u00e9y"}) {
            Api.anonymous().header("Authorization", header).get("/api/me").problem(ProblemCode.UNAUTHORIZED);
        }
        assertThat(RawHttp.send(
                        "GET /api/me HTTP/1.1",
                        "Host: x",
                        "Connection: close",
                        "Authorization: Bearer " + Api.ADMIN_KEY,
                        "Authorization: Bearer " + Api.ADMIN_KEY,
                        "",
                        ""))
                .startsWith("HTTP/1.1 401 ");
    }

    private String create(String name, Set<Flag> flags, @Nullable Instant expiresAt) {
        String token = Token.random();
        QuarkusTransaction.requiringNew()
                .run(() -> new AccessKey(name, AccessKey.Origin.MADE, hash.of(token), flags, LONG_AGO, expiresAt)
                        .persist());
        return token;
    }
}
