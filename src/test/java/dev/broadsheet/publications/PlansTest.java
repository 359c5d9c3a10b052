package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Dates;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.model.Library;
import dev.broadsheet.publications.query.Asked;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.testkit.Tick;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.conf.ParamType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How the database goes about it, with enough rows for it to care (see {@link Library}). A page is read off indexes, and costs a number of blocks that has nothing to do with the number of rows.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {

    @Inject
    QueryReader queries;

    @Inject
    Tick tick;

    @Inject
    Dates dates;

    private Library library;
    private DSLContext sql;

    @BeforeAll
    void fill() {
        library = Library.open();
        sql = library.sql();
    }

    @AfterAll
    void drop() {
        library.close();
    }

    @Test
    void pagesAreReadOffIndexes() {
        cheap(page("limit=20", all()));
        cheap(page("limit=20", all(1)));
        cheap(page("limit=20", all(150)));
        cheap(page("limit=20", all(1, 2)));
        cheap(page("limit=20", all(150, 1)));
        cheap(page("limit=20&offset=10", all(2, 3)));
        cheap(page("limit=20", new Carried(all(2).all(), 0, List.of(tag(1)))));
        cheap(page("limit=20", new Carried(List.of(List.of(tag(1), tag(2), tag(90))), 0, List.of())));
        cheap(page("limit=20&locale=de", all(2)));
        cheap(page("limit=20&type=gallery", all()));
        cheap(page("limit=20&publishedAt.lt=2015", all(1)));
        cheap(page("limit=20&slug=slug-77", all(1)));
        cheap(page("limit=20&sort=-updatedAt", all()));
        cheap(page("limit=20&sort=title", all()));
    }

    @Test
    void pagesOfThePastAreToo() {
        cheap(page("limit=20&at=2020-06-01", all()));
        cheap(page("limit=20&at=2020-06-01", all(1)));
        cheap(page("limit=20&at=2020-06-01", all(1, 2)));
        cheap(page("limit=20&at=2020-06-01", all(150)));
        cheap(page("limit=20&at=2020-06-01&sort=updatedAt", all()));
    }

    /** Each of the names is read for a page of its own, in the past with its periods; the table never is. */
    @Test
    void pagesOfManyDescendantsAreReadOffIndexes() {
        List<UUID> family =
                sql.fetch("select id from term where slug ~ '-1?[0-9]?[0-9]$'").getValues("id", UUID.class);
        List<UUID> rare =
                sql.fetch("select id from term where slug ~ '-1[0-9][0-9]$'").getValues("id", UUID.class);
        assertThat(family).hasSizeGreaterThan(150);
        for (String parameters : List.of("limit=20", "limit=20&at=2020-06-01")) {
            cheap(
                    page(parameters, new Carried(List.of(family), 0, List.of())),
                    parameters.contains("at=") ? 30_000 : 6000);
            cheap(page(parameters, new Carried(List.of(List.of(tag(1)), family), 0, List.of())), 2500);
            cheap(page(parameters, new Carried(List.of(List.of(tag(1)), rare), 0, List.of())), 2500);
            cheap(page(parameters, new Carried(List.of(rare.subList(0, 10), List.of(tag(1))), 0, List.of())), 6000);
            cheap(page(parameters, new Carried(List.of(List.of(tag(1))), 0, family.subList(100, 150))), 2500);
        }
    }

    @Test
    void neighboursAreReadOffIndexes() {
        for (String sort : List.of("-publishedAt", "-updatedAt", "title")) {
            for (Carried carried : List.of(all(), all(1), all(1, 2), all(150))) {
                LiveStatements list = list("sort=" + sort, carried);
                String place = Objects.requireNonNull(list.place(library.article("slug-15000")));
                boolean led = !sort.equals("-publishedAt") && !carried.lead().isEmpty();
                if (!led) {
                    cheap(list.around(place, summaries()));
                }
            }
        }
    }

    /** A cursor over the whole begins with the first rows: nothing is sorted or read through before that. */
    @Test
    void anExportFollowsAnIndex() {
        sql.execute("set cursor_tuple_fraction = 0.001");
        for (Carried carried : List.of(all(), all(1), all(1, 2))) {
            Select<?> whole = list("sort=-publishedAt", carried).whole(summaries());
            String plan = String.join(
                    "\n",
                    sql.fetch("explain (costs off) declare export no scroll cursor for "
                                    + whole.getSQL(ParamType.INLINED))
                            .getValues(0, String.class));
            assertThat(plan).contains("Index").doesNotContain("Sort Key", "Seq Scan on publication");
        }
        sql.execute("reset cursor_tuple_fraction");
    }

    @Test
    void countsOfATagStayInItsIndex() {
        Query query = query("limit=20");
        Newsstand today = new Newsstand.Today(tick.now().atOffset(ZoneOffset.UTC));
        String plan = library.plan(new LiveStatements(sql, query, today, all(1)).rows(List.of(ListField.ID)));
        assertThat(plan).contains("Index Only Scan").doesNotContain("Seq Scan on publication");
    }

    /** Exact as long as that is cheap, and then of the right size: the first thousand are no estimate of the rest. */
    @Test
    void anEstimateIsExactUpToAThousandAndNearFromThere() {
        Tally tally = new Tally(sql, dates);
        for (Carried carried : List.of(all(1), all(20), all(150), all(2, 1))) {
            LiveStatements list = new LiveStatements(
                    sql, query("limit=20"), new Newsstand.Today(tick.now().atOffset(ZoneOffset.UTC)), carried);
            long exact = total(tally, list, Query.Count.EXACT);
            long estimate = total(tally, list, Query.Count.ESTIMATE);
            if (exact <= Tally.COUNTED_AT_MOST) {
                assertThat(estimate).isEqualTo(exact);
            } else {
                assertThat(estimate).isBetween(exact / 3, exact * 3).isGreaterThan(Tally.COUNTED_AT_MOST + 1);
            }
        }
    }

    private static long total(Tally tally, LiveStatements list, Query.Count how) {
        Long total = tally.size(how, list.first(Tally.COUNTED_AT_MOST), list.rows(List.of(ListField.ID)))
                .total();
        return Objects.requireNonNull(total);
    }

    private UUID tag(int rank) {
        return library.tag(rank);
    }

    /** Articles that carry all of these, by rank; the first is in the lead. */
    private Carried all(int... ranks) {
        List<List<UUID>> groups = new ArrayList<>();
        for (int rank : ranks) {
            groups.add(List.of(tag(rank)));
        }
        return new Carried(groups, ranks.length == 0 ? -1 : 0, List.of());
    }

    private Select<?> page(String parameters, Carried carried) {
        return list(parameters, carried).page(summaries());
    }

    private LiveStatements list(String parameters, Carried carried) {
        Query query = query(parameters);
        Newsstand newsstand = query.at() == null
                ? new Newsstand.Today(tick.now().atOffset(ZoneOffset.UTC))
                : new Newsstand.Past(query.at());
        return new LiveStatements(sql, query, newsstand, carried);
    }

    private static Projection summaries() {
        return Projection.read(null, null, null, true, false, new ArrayList<>());
    }

    private Query query(String parameters) {
        Map<String, List<String>> asked = new LinkedHashMap<>();
        for (String parameter : parameters.split("&")) {
            asked.put(parameter.replaceFirst("=.*", ""), List.of(parameter.replaceFirst(".*=", "")));
        }
        List<Fault> faults = new ArrayList<>();
        Query query = queries.read(Asked.of(asked), faults);
        assertThat(faults).isEmpty();
        return query;
    }

    /** No table is read through, and few blocks are, those of the twenty articles included. */
    private void cheap(Select<?> select) {
        cheap(select, 1500);
    }

    private void cheap(Select<?> select, int blocksAllowed) {
        String plan = library.plan(select);
        assertThat(plan).as(select.getSQL()).doesNotContain("Seq Scan on publication", "Seq Scan on article");
        assertThat(Library.blocks(plan)).as(plan).isLessThan(blocksAllowed);
    }
}
