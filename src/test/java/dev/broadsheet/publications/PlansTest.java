package dev.broadsheet.publications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.Dates;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.model.Library;
import dev.broadsheet.publications.query.Asked;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.publications.search.Seeker;
import dev.broadsheet.publications.search.Sought;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.testkit.Tick;
import dev.broadsheet.words.WebQuery;
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

    /** Whichever it is: the database learns that only when it has begun. */
    @Test
    void thePageOfATermThatIsFoundOnTheWayIsReadOffItsIndex() {
        for (int rank : new int[] {1, 2, 150}) {
            var named = val("tag-" + rank);
            var term = Terms.bySlug(val("tag"), named);
            cheap(list("limit=20", all(rank)).start(term, summaries()));
        }
    }

    @Test
    void pagesOfThePastAreToo() {
        cheap(page("limit=20&at=2020-06-01", all()));
        cheap(page("limit=20&at=2020-06-01", all(1)));
        cheap(page("limit=20&at=2020-06-01", all(1, 2)));
        cheap(page("limit=20&at=2020-06-01", all(150)));
        cheap(page("limit=20&at=2020-06-01&sort=updatedAt", all()));
        cheap(page("limit=20&at=2020-06-01&sort=title", all(1)));
        cheap(page("limit=20&at=2020-06-01&sort=title", all(190)), 3000);
        cheap(page("limit=20&at=2020-06-01", new Carried(List.of(library.tagsOf("slug-22790")), 0, List.of())), 6000);
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
                    parameters.contains("at=") ? 40_000 : 6000);
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

    /** Every fifth article has the word common, every fiftieth some, one in a thousand rare. */
    @Test
    void searchesAreReadOffIndexes() {
        for (String words :
                List.of("rare", "some", "common", "rare -some", "common OR rare", "\"common word\"", "com")) {
            for (String sort : List.of("-publishedAt", "title")) {
                cheap(search("limit=20&sort=" + sort, words, all()), 4000);
                cheap(search("limit=20&sort=" + sort, words, all(1)), 4000);
            }
            cheap(search("limit=20&locale=de", words, all(150)), 4000);
        }
        cheap(search("limit=20&q=rare&sort=relevance", "rare", all()));
        cheap(search("limit=20&q=rare&sort=relevance", "rare", all(1)));
        // One in five: five thousand are looked at to rank a thousand, however many there are.
        cheap(search("limit=20&q=common&sort=relevance", "common", all()), 45_000);
    }

    /** Whichever way is chosen, what is found is the same. */
    @Test
    void bothWaysFindTheSame() {
        for (String words : List.of("rare", "some -rare", "common some", "\"common word\"")) {
            for (String list : List.of("limit=50", "limit=50&sort=title", "limit=50&locale=de", "limit=50&offset=7")) {
                for (Carried carried :
                        List.of(all(), all(1), all(2, 1), new Carried(all(3).all(), 0, List.of(tag(1))))) {
                    Sought sought = seeker().put(WebQuery.of(words));
                    Sought rare = weighed(sought, 1);
                    Sought frequent = weighed(sought, 29_000);
                    assertThat(ids(list, carried, rare))
                            .as("%s %s", words, list)
                            .isEqualTo(ids(list, carried, frequent));
                    assertThat(total(list, carried, rare)).isEqualTo(total(list, carried, frequent));
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
            // The terms of one article are put in order for it alone.
            assertThat(plan.replace("Sort Key: u.place", ""))
                    .contains("Index")
                    .doesNotContain("Sort Key", "Seq Scan on publication");
        }
        sql.execute("reset cursor_tuple_fraction");
    }

    @Test
    void bothWaysAreTaken() {
        for (String rare : List.of("rare", "nobody OR knows OR these", "rar", "-common rare")) {
            assertThat(search("limit=1", rare, all()).getSQL()).as(rare).contains("live_hits");
        }
        assertThat(search("limit=20", "common", all()).getSQL()).doesNotContain("live_hits");
        assertThat(search("limit=20", "common", all(1)).getSQL()).doesNotContain("live_hits");
    }

    /** As the lookup of terms does with a search. */
    private Carried counted(Carried carried) {
        int rows = sql.fetchCount(sql.selectOne().from("publication_term").where("term_id = any(?::uuid[])", (Object)
                carried.lead().toArray(UUID[]::new)));
        return new Carried(
                carried.all(), carried.first(), carried.none(), rows == 0 || rows > 2000 ? Integer.MAX_VALUE : rows);
    }

    private static Sought weighed(Sought sought, double expected) {
        return new Sought(sought.match(), sought.rank(), sought.configs(), sought.shown(), expected, 30_000, true);
    }

    private List<UUID> ids(String parameters, Carried carried, Sought sought) {
        return sql.fetch(statements(parameters, carried, sought).page(list())).getValues("article_id", UUID.class);
    }

    private int total(String parameters, Carried carried, Sought sought) {
        return sql.fetchCount(statements(parameters, carried, sought).rows(List.of(ListField.ID)));
    }

    private Seeker seeker() {
        return new Seeker(sql);
    }

    private Select<?> search(String parameters, String words, Carried carried) {
        return statements(parameters, counted(carried), seeker().put(WebQuery.of(words)))
                .page(list());
    }

    private LiveStatements statements(String parameters, Carried carried, Sought sought) {
        Newsstand.Today today = new Newsstand.Today(tick.now().atOffset(ZoneOffset.UTC));
        return new LiveStatements(sql, query(parameters), today, carried, sought);
    }

    private static Projection list() {
        return Projection.read(null, null, null, true, false, new ArrayList<>());
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
        Long total = tally.size(how, () -> list.first(Tally.COUNTED_AT_MOST), () -> list.rows(List.of(ListField.ID)))
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
                : new Newsstand.Past(query.at(), PastAccess.ALL, tick.now().atOffset(ZoneOffset.UTC));
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
