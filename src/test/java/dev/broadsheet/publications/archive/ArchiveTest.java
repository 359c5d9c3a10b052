package dev.broadsheet.publications.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.publications.list.LiveListing;
import dev.broadsheet.publications.list.model.LargeStore;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryEndpoint;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.testkit.Api;
import dev.broadsheet.testkit.ArticlePage;
import dev.broadsheet.testkit.ListPage;
import dev.broadsheet.testkit.Sample;
import dev.broadsheet.testkit.StatementRecorder;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ArchiveTest {

    @Inject
    @PersistenceUnitExtension
    StatementRecorder statements;

    @Inject
    QueryReader queries;

    @Inject
    LiveListing list;

    @Inject
    Archive archive;

    private final String tag = Sample.name("tag");

    @BeforeEach
    void write() {
        for (String date : List.of(
                "2024-02-29T23:59:59.999Z",
                "2024-12-31T23:59:59Z",
                "2025-01-01T00:00:00Z",
                "2025-01-01T12:00:00Z",
                "2025-03-30T08:00:00Z")) {
            Api.admin().post("/api/articles", """
                            {"title": "Of %s", "body": "Words.", "tags": ["%s"], "publishedAt": "%s", "status": "published"}
                            """.formatted(date, tag, date)).expect(201);
        }
    }

    @Test
    void periodsAreCountedNewestFirst() {
        assertThat(counts("by=year")).containsExactly("2025: 3", "2024: 2");
        assertThat(counts("")).containsExactly("2025-03: 1", "2025-01: 2", "2024-12: 1", "2024-02: 1");
        assertThat(counts("by=day"))
                .containsExactly("2025-03-30: 1", "2025-01-01: 2", "2024-12-31: 1", "2024-02-29: 1");
        ArchivePeriod month = archive("by=month").data().get(3);
        assertThat(month.from()).isEqualTo("2024-02-01T00:00:00.000Z");
        assertThat(month.until()).isEqualTo("2024-03-01T00:00:00.000Z");
    }

    /** For any filters, the linked list has as many articles as the archive counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&title.contains=2025",
                "&publishedAt.gte=2024-12-31&by=year",
                "&publishedAt=2025&by=day",
                "&publishedAt=2025&publishedAt.in=2025-01,2024-12",
                "&publishedAt.lt=2025-01-01T06:00:00Z&by=day"
            })
    void periodLinksListTheirArticles(String filters) {
        List<ArchivePeriod> periods = archive(filters).data();
        assertThat(periods).isNotEmpty();
        for (ArchivePeriod period : periods) {
            ArticlePage page = Api.anonymous()
                    .get(period.links().articles() + "&count=exact")
                    .expect(200)
                    .articles();
            assertThat(page.page().total()).as(period.toString()).isEqualTo(period.count());
        }
    }

    @Test
    void pagesAreContinuedByCursor() {
        List<String> all = new ArrayList<>();
        String after = "";
        do {
            ListPage<ArchivePeriod> page = archive("by=day&limit=1" + after);
            all.addAll(counts(page));
            after = page.page().next() == null ? "" : "&after=" + page.page().next();
        } while (!after.isEmpty());
        assertThat(all).isEqualTo(counts("by=day"));
        String cursor = archive("by=day&limit=1").page().next();
        assertThat(Api.anonymous()
                        .get("/api/archive?by=month&after=" + cursor)
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::code)
                .containsExactly("invalid-cursor");
    }

    /** A page that reaches its read limit ends with a complete period, and the next page continues there. */
    @Test
    void pageEndsAtTheReadLimit() {
        List<Fault> faults = new ArrayList<>();
        Query query = queries.read(QueryEndpoint.ARCHIVE, QueryParameters.of(Map.of("tag", List.of(tag))), faults);
        for (PeriodUnit unit : PeriodUnit.values()) {
            for (int read = 1; read < 6; read++) {
                List<String> counts = new ArrayList<>();
                String after = null;
                do {
                    Page<ArchivePeriod> page = archive.page(query, unit, 1000, after, read, value -> value);
                    page.data().forEach(period -> counts.add(period.value() + ": " + period.count()));
                    after = page.page().next();
                } while (after != null);
                assertThat(counts).as(unit + " by " + read).isEqualTo(counts("by=" + unit.text()));
            }
        }
    }

    @Test
    void unsupportedParametersAreRefused() {
        assertThat(Api.admin()
                        .get("/api/archive?by=week&limit=1001&sort=title&status=any&facet=tag&titel=x")
                        .problem(ProblemCode.INVALID_PARAMETER)
                        .errors())
                .extracting(Fault::parameter)
                .containsExactlyInAnyOrder("by", "limit", "sort", "status", "facet", "titel");
    }

    @Test
    void archiveTakesTwoStatementsAtMost() {
        assertThat(statements.of(() -> archive("by=day"))).hasSize(2);
        assertThat(statements.of(() -> Api.anonymous().get("/api/archive").expect(200)))
                .hasSize(1);
    }

    @Test
    void datesAreReadFromAnIndex() {
        LargeStore library = LargeStore.get();
        List<Fault> faults = new ArrayList<>();
        var rows = list.statements(queries.read(QueryEndpoint.ARCHIVE, QueryParameters.of(Map.of()), faults))
                .rows(List.of(ListField.PUBLISHED_AT));
        String plan = library.plan(archive.counts(rows, PeriodUnit.MONTH, 100, Archive.MAX_READ));
        assertThat(plan)
                .contains("Index Only Scan using publication_by_published")
                .doesNotContain("Seq Scan on publication");
        assertThat(LargeStore.blocks(plan)).as(plan).isLessThan(1000);
    }

    private ListPage<ArchivePeriod> archive(String query) {
        return Api.anonymous()
                .get("/api/archive?tag=" + tag + query.replaceFirst("^(?=[^&])", "&"))
                .expect(200)
                .page(ArchivePeriod.class);
    }

    private List<String> counts(String query) {
        return counts(archive(query));
    }

    private static List<String> counts(ListPage<ArchivePeriod> page) {
        return page.each(period -> period.value() + ": " + period.count());
    }
}
