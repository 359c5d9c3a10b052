package dev.broadsheet.articles.shares;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Preview links: {@code …/shares}, {@code /api/shared} and {@code links.preview}. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class PreviewLinksTest {

    @Inject
    TestClock clock;

    @Inject
    DSLContext sql;

    @Test
    void aLinkShowsTheWorkingCopyInEveryForm() {
        String slug = Sample.draft("Embargoed");
        String url = share(slug, "{}").json().get("url").textValue();
        ApiResponse shared = Api.anonymous().get(url).expect(200);
        assertThat(shared.json().get("title").textValue()).isEqualTo("Embargoed");
        assertThat(shared.header("Cache-Control")).isEqualTo("no-store");
        assertThat(shared.header("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(shared.header("Referrer-Policy")).isEqualTo("no-referrer");
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Embargoed again\"}").expect(200);
        for (String type : List.of("application/json", "text/markdown", "text/html", "text/plain")) {
            ApiResponse form = Api.anonymous().accept(type).get(url).expect(200);
            assertThat(form.header("Content-Type")).startsWith(type);
            assertThat(form.text()).contains("Embargoed again");
        }
        assertThat(Api.anonymous()
                        .get(url + "?fields=title&body.format=html")
                        .expect(200)
                        .json()
                        .at("/body/html")
                        .isTextual())
                .isTrue();
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
    }

    /** Only what readers would see of a live article, and nothing of other drafts. */
    @Test
    void aLinkShowsNothingElse() {
        String hidden = Sample.draft("Another secret");
        String live = Sample.live("energy");
        Api.admin()
                .patch(Sample.path(live), "{\"title\": \"A secret correction\"}")
                .expect(200);
        String slug = Sample.draft("Shared");
        Api.admin()
                .patch(Sample.path(slug), "{\"related\": [\"" + Sample.id(hidden) + "\", \"" + Sample.id(live) + "\"]}")
                .expect(200);
        JsonNode shared = Api.anonymous()
                .get(share(slug, "{}").json().get("url").textValue())
                .expect(200)
                .json();
        assertThat(shared.get("related")).hasSize(1);
        assertThat(shared.toString())
                .doesNotContain("Another secret", "A secret correction", "publishAt", "?version=draft");
        assertThat(shared.fieldNames()).toIterable().doesNotContain("live", "modified", "publishAt", "expireAt");
        Api.anonymous()
                .get(share(slug, "{}").json().get("url").textValue() + "?body.format=source")
                .problem(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void aPinnedLinkStaysAtItsRevision() {
        String slug = Sample.draft("First");
        String url = share(slug, "{\"revision\": 1}").json().get("url").textValue();
        Api.admin().patch(Sample.path(slug), "{\"title\": \"Second\"}").expect(200);
        assertThat(Api.anonymous().get(url).expect(200).json().get("title").textValue())
                .isEqualTo("First");
    }

    @Test
    void picturesOfADraftAreReadable() {
        String picture = Sample.picture("alt=Quay");
        String slug = Sample.draft("With a picture");
        Api.admin()
                .patch(Sample.path(slug), "{\"hero\": {\"media\": \"" + picture + "\"}}")
                .expect(200);
        JsonNode hero = Api.anonymous()
                .get(share(slug, "{}").json().get("url").textValue())
                .expect(200)
                .json()
                .get("hero");
        String file = hero.get("url").textValue();
        assertThat(file).contains("signature=");
        ApiResponse shown = Api.anonymous().get(file).expect(200);
        assertThat(shown.header("Cache-Control")).contains("no-store");
        Api.anonymous().get(file.replaceFirst("\\?.*", "")).problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void aLinkEndsWhenRevokedExpiredOrTrashed() {
        String slug = Sample.draft("Brief");
        JsonNode revoked = share(slug, "{}").json();
        JsonNode expiring = share(slug, "{\"expiresAt\": \"" + clock.now().plusSeconds(60) + "\"}")
                .json();
        JsonNode trashed = share(slug, "{}").json();
        assertThat(Api.admin()
                        .get(Sample.path(slug) + "/shares")
                        .expect(200)
                        .json()
                        .get("data"))
                .extracting(share -> share.get("id").textValue())
                .containsExactly(id(revoked), id(expiring), id(trashed));
        Api.admin().delete(Sample.path(slug) + "/shares/" + id(revoked)).expect(204);
        Api.admin().delete(Sample.path(slug) + "/shares/" + id(revoked)).problem(ProblemCode.NOT_FOUND);
        ended(revoked);
        Api.anonymous().get(expiring.get("url").textValue()).expect(200);
        clock.advance(Duration.ofMinutes(2));
        ended(expiring);
        Api.admin().delete(Sample.path(slug)).expect(204);
        ended(trashed);
        Api.admin().post(Sample.path(slug) + "/shares", "{}").problem(ProblemCode.IN_TRASH);
    }

    @Test
    void tokensAreStoredNowhere() {
        String slug = Sample.draft("Discreet");
        Api admin = Api.admin().header("Idempotency-Key", Sample.name("share"));
        String token = admin.post(Sample.path(slug) + "/shares", "{}")
                .expect(201)
                .json()
                .get("token")
                .textValue();
        ApiResponse replay = admin.post(Sample.path(slug) + "/shares", "{}").expect(201);
        assertThat(replay.json().get("token").isNull()).isTrue();
        assertThat(replay.json().get("url").isNull()).isTrue();
        assertThat(sql.fetch(
                                "select convert_from(body, 'UTF8') as text from idempotency union all select article_share::text from article_share union all select change::text from change")
                        .getValues(0, String.class))
                .noneMatch(stored -> stored.contains(token));
        assertThat(Api.admin().get(Sample.path(slug) + "/shares").expect(200).text())
                .doesNotContain(token);
    }

    @Test
    void sharingNeedsItsPermission() {
        String slug = Sample.draft("Not yours");
        Api.anonymous().post(Sample.path(slug) + "/shares", "{}").problem(ProblemCode.UNAUTHORIZED);
        Api reader = Api.with(Api.admin()
                .post("/api/keys", "{\"name\": \"x\", \"role\": \"reader\"}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
        reader.post(Sample.path(slug) + "/shares", "{}").problem(ProblemCode.FORBIDDEN);
        reader.get(Sample.path(slug) + "/shares").problem(ProblemCode.FORBIDDEN);
        Api author = Api.with(Api.admin()
                .post("/api/keys", "{\"name\": \"x\", \"role\": \"author\"}")
                .expect(201)
                .json()
                .get("key")
                .textValue());
        author.post(Sample.path(slug) + "/shares", "{}").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void faultsAreNamedAllAtOnce() {
        assertThat(Api.admin()
                        .post(
                                Sample.path(Sample.draft("x")) + "/shares",
                                "{\"expiresAt\": \"2001-01-01\", \"revision\": 99, \"token\": \"mine\"}")
                        .problem(ProblemCode.INVALID)
                        .errors())
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder(
                        "/expiresAt out-of-range", "/revision unknown-revision", "/token unknown-member");
    }

    @Test
    void everyWorkingCopyHasALinkForThePreviewOfTheWebsite() {
        String slug = Sample.draft("To preview");
        String link = Sample.workingCopy(slug).json().at("/links/preview").textValue();
        assertThat(link).startsWith("https://preview.example/" + slug + "?token=bst_");
        String token = link.substring(link.indexOf("bst_"));
        assertThat(Api.anonymous()
                        .get("/api/shared/" + token)
                        .expect(200)
                        .json()
                        .get("title")
                        .textValue())
                .isEqualTo("To preview");
        assertThat(Api.admin().get("/api/drafts?limit=1").expect(200).text()).contains("bst_");
        assertThat(Api.admin()
                        .patch(Sample.path(slug), "{\"title\": \"x\"}")
                        .expect(200)
                        .text())
                .doesNotContain("bst_");
        assertThat(Api.anonymous().get(Sample.path(Sample.live("energy"))).text())
                .doesNotContain("bst_");
        char last = token.charAt(token.length() - 1);
        Api.anonymous()
                .get("/api/shared/" + token.substring(0, token.length() - 1) + (last == 'A' ? 'Q' : 'A'))
                .problem(ProblemCode.NOT_FOUND);
        clock.advance(Duration.ofDays(2));
        Api.anonymous().get("/api/shared/" + token).problem(ProblemCode.NOT_FOUND);
    }

    private static void ended(JsonNode share) {
        Api.anonymous().get(share.get("url").textValue()).problem(ProblemCode.NOT_FOUND);
    }

    private static String id(JsonNode share) {
        return share.get("id").textValue();
    }

    private static ApiResponse share(String slug, String body) {
        return Api.admin().post(Sample.path(slug) + "/shares", body).expect(201);
    }
}
