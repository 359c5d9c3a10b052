package dev.broadsheet.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadsheet.access.keys.TestKeys;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    @Inject
    TestKeys keys;

    @Test
    void entryNamesKeyActionRevisionAndAddress() {
        String desk = Sample.name("desk");
        Api editor = keys.create(desk);
        String slug = Sample.name("audited");
        editor.put(Sample.path(slug), "{\"title\": \"One\", \"body\": \"Text.\"}")
                .expect(201);
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Two\"}").expect(200);
        editor.put(Sample.path(slug) + "/publication", "{}").expect(200);
        List<AuditEntry> all = audit("article=" + slug).data();
        assertThat(all)
                .extracting(AuditEntry::action)
                .containsExactly("article.published", "article.revised", "article.created");
        assertThat(all).extracting(AuditEntry::by).containsExactly(desk, "environment", desk);
        assertThat(all).extracting(AuditEntry::revision).containsExactly(2, 2, 1);
        assertThat(all.get(0).address()).isEqualTo("127.0.0.1");
        assertThat(audit("by=" + desk + "&action=article.created,article.published")
                        .data())
                .hasSize(2);
        assertThat(audit("article=" + slug + "&to=2020-01-01").data()).isEmpty();
        assertThat(audit("article=" + slug + "&from=2020-01-01&limit=2&count=exact")
                        .page()
                        .total())
                .isEqualTo(3);
    }

    @Test
    void pagesAreContinuedByCursor() {
        String slug = Sample.draft("Paged");
        for (int i = 0; i < 5; i++) {
            Api.admin().patch(Sample.path(slug), "{\"title\": \"t" + i + "\"}").expect(200);
        }
        ListPage<AuditEntry> first = audit("article=" + slug + "&limit=4");
        ListPage<AuditEntry> second =
                audit("article=" + slug + "&limit=4&after=" + first.page().next());
        assertThat(first.data()).hasSize(4);
        assertThat(second.data()).extracting(AuditEntry::revision).containsExactly(2, 1);
        assertThat(second.page().next()).isNull();
    }

    @Test
    void wholeAuditIsExportedAsJsonLines() {
        String slug = Sample.live("energy");
        Api.admin().delete(Sample.path(slug)).expect(204);
        String lines = Api.admin()
                .accept("application/x-ndjson")
                .get("/api/audit?article=" + slug)
                .expect(200)
                .text();
        assertThat(lines.lines()).hasSize(4);
        assertThat(lines).contains("\"action\":\"article.trashed\"");
        assertThat(Api.admin()
                        .accept("application/x-ndjson")
                        .get("/api/audit")
                        .expect(200)
                        .text()
                        .lines()
                        .count())
                .isGreaterThan(3);
    }

    @Test
    void auditNeedsAKeyWithTheFlag() {
        Api.anonymous().get("/api/audit").problem(ProblemCode.UNAUTHORIZED);
        Api.anonymous().accept("application/x-ndjson").get("/api/audit").problem(ProblemCode.UNAUTHORIZED);
        assertThat(Api.admin()
                        .get("/api/audit?action=nothing&from=never")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .hasSize(2);
    }

    @Test
    void refusedWritesAreListed() {
        String slug = Sample.draft("Guarded");
        Api reader = Api.with(Api.admin()
                .post("/api/keys", "{\"name\": \"nosy\", \"role\": \"contributor\"}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
        String trace =
                reader.delete(Sample.path(slug)).problem(ProblemCode.FORBIDDEN).traceId();
        Api.anonymous().put(Sample.path(slug), "{}").problem(ProblemCode.UNAUTHORIZED);
        String live = Sample.live("energy");
        reader.post(
                        "/api/articles/batch",
                        "[{\"op\": \"patch\", \"article\": \"" + live + "\", \"data\": {\"title\": \"x\"}}]")
                .expect(207);
        await().untilAsserted(() -> {
            List<RefusedEntry> refused = Api.admin()
                    .get("/api/audit/refused?limit=3")
                    .expect(200)
                    .page(RefusedEntry.class)
                    .data();
            assertThat(refused)
                    .extracting(entry -> entry.by() + " " + entry.method() + " " + entry.path() + " " + entry.status())
                    .containsExactly(
                            "nosy POST /api/articles/batch 403",
                            "null PUT " + Sample.path(slug) + " 401",
                            "nosy DELETE " + Sample.path(slug) + " 403");
            assertThat(refused.get(2).traceId()).isEqualTo(trace);
            assertThat(refused.get(2).address()).isNotEmpty();
        });
        Api.with(Api.admin()
                        .post("/api/keys", "{\"name\": \"x\", \"role\": \"editor\"}")
                        .expect(201)
                        .json()
                        .get("key")
                        .textValue())
                .get("/api/audit/refused")
                .problem(ProblemCode.FORBIDDEN);
    }

    private static ListPage<AuditEntry> audit(String query) {
        return Api.admin().get("/api/audit?" + query).expect(200).page(AuditEntry.class);
    }
}
