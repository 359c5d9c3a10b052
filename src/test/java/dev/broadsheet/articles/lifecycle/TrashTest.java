package dev.broadsheet.articles.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.articles.schedule.PublishScheduler;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Trash, restore and permanent deletion, from every status. */
@QuarkusTest
class TrashTest {

    @Inject
    TestClock clock;

    @Inject
    PublishScheduler scheduler;

    @Inject
    DSLContext sql;

    @Test
    void trashingUnpublishesAndRestoringDoesNotPublish() {
        String tag = Sample.name("trashed");
        String slug = Sample.live(tag);
        trash(slug);
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        assertThat(slugs("/api/articles?tag=" + tag, Api.anonymous())).isEmpty();
        assertThat(slugs("/api/articles?status=trashed&tag=" + tag, Api.admin()))
                .containsExactly(slug);
        assertThat(slugs("/api/articles?status=any&tag=" + tag, Api.admin())).isEmpty();
        assertThat(status(slug)).isEqualTo("trashed");
        assertThat(Sample.workingCopy(slug).article().trashedAt()).isNotNull();
        Api.anonymous().get("/api/articles?status=trashed").problem(ProblemCode.UNAUTHORIZED);

        restore(slug);
        assertThat(status(slug)).isEqualTo("draft");
        assertThat(slugs("/api/articles?status=trashed&tag=" + tag, Api.admin()))
                .isEmpty();
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.GONE);
        Api.admin().put(Sample.path(slug) + "/publication", "{}").expect(200);
        assertThat(slugs("/api/articles?tag=" + tag, Api.anonymous())).containsExactly(slug);
    }

    @Test
    void trashingCancelsTheSchedule() {
        String slug = Sample.draft("Planned");
        Api.admin()
                .put(
                        Sample.path(slug) + "/publication",
                        "{\"publishAt\": \"" + clock.now().plus(Duration.ofHours(1)) + "\"}")
                .expect(200);
        assertThat(status(slug)).isEqualTo("scheduled");
        trash(slug);
        clock.advance(Duration.ofHours(1));
        scheduler.runDue();
        assertThat(status(slug)).isEqualTo("trashed");
        Api.anonymous().get(Sample.path(slug)).problem(ProblemCode.NOT_FOUND);
        restore(slug);
        scheduler.runDue();
        assertThat(status(slug)).isEqualTo("draft");
        assertThat(Sample.workingCopy(slug).article().publishAt()).isNull();
    }

    @Test
    void archivedAndExpiredKeepTheirStatusWhenRestored() {
        String archived = Sample.live("energy");
        Api.admin().patch(Sample.path(archived), "{\"status\": \"archived\"}").expect(200);
        String expired = Sample.live("energy");
        Api.admin()
                .patch(Sample.path(expired), "{\"expireAt\": \"" + clock.now().plus(Duration.ofMinutes(1)) + "\"}")
                .expect(200);
        trash(archived);
        trash(expired);
        clock.advance(Duration.ofMinutes(1));
        scheduler.runDue();
        assertThat(List.of(status(archived), status(expired))).containsOnly("trashed");
        restore(archived);
        restore(expired);
        assertThat(status(archived)).isEqualTo("archived");
        assertThat(status(expired)).isEqualTo("expired");
    }

    @Test
    void writesToATrashedArticleAreRefused() {
        String slug = Sample.live("energy");
        String path = Sample.path(slug);
        trash(slug);
        Api.admin().put(path, "{\"title\": \"x\"}").problem(ProblemCode.IN_TRASH);
        Api.admin().patch(path, "{\"title\": \"x\"}").problem(ProblemCode.IN_TRASH);
        Api.admin().put(path + "/publication", "{}").problem(ProblemCode.IN_TRASH);
        Api.admin().delete(path + "/publication").problem(ProblemCode.IN_TRASH);
        Api.admin().post(path + "/revisions", "{\"restore\": 1}").problem(ProblemCode.IN_TRASH);
        Api.admin().post(path + "/blocks", "{\"type\": \"divider\"}").problem(ProblemCode.IN_TRASH);
        Api.admin()
                .post("/api/articles", "{\"title\": \"x\", \"slug\": \"" + slug + "\"}")
                .problem(ProblemCode.DUPLICATE);
        Api.anonymous().delete(path + "/trash").problem(ProblemCode.UNAUTHORIZED);
        Api.admin().header("If-Match", "\"r1.1\"").delete(path + "/trash").problem(ProblemCode.PRECONDITION_FAILED);
        String etag = String.valueOf(Sample.workingCopy(slug).header("ETag"));
        trash(slug);
        assertThat(Sample.workingCopy(slug).header("ETag")).isEqualTo(etag);
        Api.admin().header("If-Match", etag).delete(path + "/trash").expect(200);
        etag = String.valueOf(Sample.workingCopy(slug).header("ETag"));
        assertThat(Api.admin().delete(path + "/trash").expect(200).header("ETag"))
                .isEqualTo(etag);
        Api.admin().delete("/api/articles/never-written/trash").problem(ProblemCode.NOT_FOUND);
    }

    @Test
    void permanentDeletionKeepsNamesReserved() {
        String live = Sample.live("energy, iraq");
        String trashed = Sample.live("energy");
        String next = Sample.live("energy");
        trash(trashed + "?reason=x&successor=" + next);
        String planned = Sample.draft("Planned");
        Api.admin()
                .put(
                        Sample.path(planned) + "/publication",
                        "{\"publishAt\": \"" + clock.now().plus(Duration.ofHours(9)) + "\"}")
                .expect(200);
        String edited = Sample.live("energy");
        Api.admin()
                .patch(Sample.path(edited), "{\"slug\": \"" + Sample.name("unseen") + "\", \"tags\": [\"iraq\"]}")
                .expect(200);
        Api.admin()
                .post("/api/redirects", "{\"from\": \"/" + edited + "\", \"to\": {\"article\": \"" + edited + "\"}}")
                .expect(201);
        assertThat(leftOf(trashed)).isEqualTo(Map.of("slug", 1, "change", 1));
        assertThat(leftOf(live)).isEqualTo(Map.of("slug", 1, "change", 1));
        assertThat(leftOf(edited)).isEqualTo(Map.of("slug", 1, "change", 1));
        assertThat(leftOf(planned)).isEqualTo(Map.of("change", 1));
        assertThat(
                        sql.fetchValue(
                                DSL.sql(
                                        "select count(*) from publication_period where live_until is null and not exists (select 1 from publication p where p.article_id = publication_period.article_id)")))
                .isEqualTo(0L);
        Api.anonymous().get(Sample.path(live)).problem(ProblemCode.GONE);
        Api.anonymous().get(Sample.path(trashed)).problem(ProblemCode.GONE);
        Api.anonymous().get(Sample.path(planned)).problem(ProblemCode.NOT_FOUND);
        Api.admin().delete(Sample.path(live) + "?permanent=true").problem(ProblemCode.NOT_FOUND);
        Api.admin().put(Sample.path(live), "{\"title\": \"x\"}").problem(ProblemCode.DUPLICATE);
        clock.advance(Duration.ofHours(9));
        scheduler.runDue();
        Api.admin().put(Sample.path(planned), "{\"title\": \"x\"}").expect(201);
    }

    /** Deletes the article permanently; returns the tables in which a uuid column still contains its id. */
    private Map<String, Integer> leftOf(String slug) {
        UUID id = UUID.fromString(Sample.id(slug));
        Api.admin().delete(Sample.path(slug) + "?permanent=true").expect(204);
        Map<String, Integer> left = new TreeMap<>();
        sql.resultQuery(
                        "select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'uuid'")
                .forEach(column -> {
                    String table = column.get("table_name", String.class);
                    var field = DSL.field(DSL.name(column.get("column_name", String.class)), UUID.class);
                    if (sql.fetchExists(DSL.table(DSL.name(table)), field.eq(id))) {
                        left.put(table, 1);
                    }
                });
        return left;
    }

    private static void trash(String slug) {
        Api.admin().delete(Sample.path(slug)).expect(204);
    }

    private static void restore(String slug) {
        Api.admin().delete(Sample.path(slug) + "/trash").expect(200);
    }

    private static String status(String slug) {
        return Sample.workingCopy(slug).article().status();
    }

    private static List<String> slugs(String path, Api api) {
        return api.get(path).expect(200).articles().slugs();
    }
}
