package dev.broadsheet.publications.article;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /api/drafts} responds like {@code /api/articles} for editors. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DraftsTest {

    @Test
    void draftIsTheWorkingCopy() {
        String slug = Sample.draft("Quiet plans");
        ApiResponse draft = Api.admin().get("/api/drafts/" + slug).expect(200);
        ApiResponse copy = Api.admin().get(Sample.path(slug) + "?version=draft").expect(200);
        assertThat(draft.json()).isEqualTo(copy.json());
        assertThat(draft.header("ETag")).isEqualTo(copy.header("ETag"));
        assertThat(draft.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Api.admin()
                        .get("/api/drafts/" + slug + "?fields=title&include=body&body.format=text")
                        .expect(200)
                        .json()
                        .fieldNames())
                .toIterable()
                .containsExactly("id", "title", "body", "links");
    }

    @Test
    void draftListHasEveryStatusByDefault() {
        String tag = Sample.name("drafts");
        String live = Sample.live(tag);
        Api.admin()
                .post("/api/articles", "{\"title\": \"Plans\", \"tags\": [\"" + tag + "\"]}")
                .expect(201);
        ApiResponse drafts =
                Api.admin().get("/api/drafts?count=exact&limit=1&tag=" + tag).expect(200);
        assertThat(drafts.json())
                .isEqualTo(Api.admin()
                        .get("/api/articles?status=any&count=exact&limit=1&tag=" + tag)
                        .expect(200)
                        .json());
        assertThat(drafts.articles().page().total()).isEqualTo(2);
        assertThat(drafts.header("Link")).contains("/api/drafts?");
        assertThat(drafts.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Api.admin()
                        .get("/api/drafts?status=published&tag=" + tag)
                        .expect(200)
                        .articles()
                        .slugs())
                .contains(live)
                .doesNotContain("plans");
    }

    @Test
    void draftsNeedAKey() {
        String live = Sample.live("energy");
        for (String path : List.of("/api/drafts", "/api/drafts/" + live, "/api/drafts/nobody-knows")) {
            assertThat(Api.anonymous().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(Api.admin().get("/api/drafts/nobody-knows").status()).isEqualTo(404);
        assertThat(Api.admin().get("/api/drafts?at=2026-01-01").status()).isEqualTo(400);
    }
}
