package dev.broadsheet.articles.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ApiResponse;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code GET /api/schedule}. Each test uses a year of its own. */
@QuarkusTest
class ScheduleTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Test
    void entriesAreOrderedByTime() {
        String second = scheduled("2071-02-01", "2071-03-01");
        String first = scheduled("2071-01-01", null);
        String live = Sample.live("energy");
        Api.admin()
                .patch(Sample.path(live), "{\"expireAt\": \"2071-02-15\", \"title\": \"Working title\"}")
                .expect(200);
        String draft = Sample.draft("Nothing is due");
        Api.admin().patch(Sample.path(draft), "{\"expireAt\": \"2071-02-16\"}").expect(200);

        List<ScheduleEntry> due = entries("from=2071-01-01&to=2072-01-01");
        assertThat(due)
                .extracting(ScheduleTest::line)
                .containsExactly(
                        "publish 2071-01-01 " + first,
                        "publish 2071-02-01 " + second,
                        "expire 2071-02-15 " + live,
                        "expire 2071-03-01 " + second);
        ScheduleEntry expiry = due.get(2);
        assertThat(expiry.revision()).isEqualTo(1);
        assertThat(expiry.article().title()).isNotEqualTo("Working title");
        assertThat(expiry.failedAt()).isNull();
        assertThat(expiry.failure()).isNull();
        assertThat(entries("from=2071-01-01&to=2072-01-01&action=expire"))
                .extracting(ScheduleTest::line)
                .containsExactly("expire 2071-02-15 " + live, "expire 2071-03-01 " + second);
        assertThat(entries("from=2071-01-01T00:00:01Z&to=2071-02-15&action=publish"))
                .extracting(ScheduleTest::line)
                .containsExactly("publish 2071-02-01 " + second);
    }

    @Test
    void pagesGoForwardAndBack() {
        List<String> lines = new ArrayList<>();
        // Two articles at each time, so that pages break between equal sort keys.
        for (int month = 1; month <= 3; month++) {
            for (int i = 0; i < 2; i++) {
                lines.add("publish 2072-0" + month + "-01 "
                        + scheduled("2072-0" + month + "-01", "2072-1" + (month - 1) + "-01"));
            }
        }
        for (int i = 0; i < 6; i++) {
            lines.add(lines.get(i).replace("publish 2072-0" + (i / 2 + 1), "expire 2072-1" + i / 2));
        }
        String list = "/api/schedule?from=2072-01-01&to=2073-01-01&count=exact&limit=3";
        List<String> seen = new ArrayList<>();
        String path = list;
        String back = null;
        while (path != null) {
            ApiResponse response = Api.admin().get(path).expect(200);
            ListPage<ScheduleEntry> page = response.page(ScheduleEntry.class);
            assertThat(page.page().total()).isEqualTo(12);
            seen.addAll(page.each(ScheduleTest::line));
            path = link(response, "next");
            back = link(response, "prev");
        }
        assertThat(seen).isEqualTo(lines);
        assertThat(Api.admin()
                        .get(String.valueOf(back))
                        .expect(200)
                        .page(ScheduleEntry.class)
                        .data())
                .extracting(ScheduleTest::line)
                .isEqualTo(lines.subList(6, 9));
        assertThat(entries("from=2072-01-01&to=2073-01-01&limit=5&offset=7"))
                .extracting(ScheduleTest::line)
                .isEqualTo(lines.subList(7, 12));
    }

    @Test
    void scheduleNeedsAKey() {
        Api.anonymous().get("/api/schedule").problem(ProblemCode.UNAUTHORIZED);
        assertThat(Api.admin().get("/api/schedule").expect(200).header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void everyInvalidParameterIsReportedAtOnce() {
        assertThat(Api.admin()
                        .get("/api/schedule?from=soon&to=2071-13-01&action=fly&limit=0")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder("from", "to", "action", "limit");
        Api.admin().get("/api/schedule?state=failed").problem(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void pageTakesOneStatement() {
        scheduled("2073-01-01", "2073-02-01");
        scheduled("2073-01-01", "2073-02-01");
        assertThat(statements.of(() -> entries("from=2073-01-01&limit=1"))).hasSize(1);
        assertThat(statements.of(() -> entries("from=2073-01-01&limit=100"))).hasSize(1);
    }

    private static String scheduled(String at, @Nullable String until) {
        String slug = Sample.draft("Planned");
        Api.admin()
                .put(
                        Sample.path(slug) + "/publication",
                        "{\"publishAt\": \"" + at + "\", \"expireAt\": " + (until == null ? null : "\"" + until + "\"")
                                + "}")
                .expect(200);
        return slug;
    }

    private static List<ScheduleEntry> entries(String query) {
        return Api.admin()
                .get("/api/schedule?" + query)
                .expect(200)
                .page(ScheduleEntry.class)
                .data();
    }

    private static String line(ScheduleEntry entry) {
        return entry.action().text() + " " + entry.at().toString().substring(0, 10) + " "
                + entry.article().slug();
    }

    private static @Nullable String link(ApiResponse page, String relation) {
        for (String link : String.valueOf(page.header("Link")).split(", ")) {
            if (link.endsWith("rel=\"" + relation + "\"")) {
                return link.substring(link.indexOf("/api/"), link.indexOf('>'));
            }
        }
        return null;
    }
}
