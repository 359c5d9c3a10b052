package dev.broadsheet.publications.list.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.PastAccess;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.list.FacetCounts;
import dev.broadsheet.publications.list.model.LargeStore;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.publications.search.TsQueryBuilder;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.testkit.TestClock;
import dev.broadsheet.text.WebQuery;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
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
import org.junit.jupiter.api.Test;

/**
 * Query plans, with enough rows that PostgreSQL prefers indexes (see {@link LargeStore}). A page is read from indexes,
 * and the number of blocks it reads doesn't depend on the number of rows.
 */
@QuarkusTest
class QueryPlanTest {

    @Inject
    QueryReader queries;

    @Inject
    TestClock clock;

    @Inject
    DateParser dates;

    private final LargeStore library = LargeStore.get();
    private final DSLContext sql = library.sql();

    @Test
    void pagesUseIndexes() {
        cheap(page("limit=20", all()));
        cheap(page("limit=20", all(1)));
        cheap(page("limit=20", all(150)));
        cheap(page("limit=20", all(1, 2)));
        cheap(page("limit=20", all(150, 1)));
        cheap(page("limit=20&offset=10", all(2, 3)));
        cheap(page("limit=20", new ResolvedTerms(all(2).groups(), 0, List.of(tag(1)))));
        cheap(page("limit=20", new ResolvedTerms(List.of(List.of(tag(1), tag(2), tag(90))), 0, List.of())));
        cheap(page("limit=20&locale=de", all(2)));
        cheap(page("limit=20&type=gallery", all()));
        cheap(page("limit=20&publishedAt.lt=2015", all(1)));
        cheap(page("limit=20&slug=slug-77", all(1)));
        cheap(page("limit=20&sort=-updatedAt", all()));
        cheap(page("limit=20&sort=title", all()));
    }

    /** The plan must be good for frequent and rare terms, because the term is resolved only during execution. */
    @Test
    void pageOfATermFoundByNameUsesItsIndex() {
        for (int rank : new int[] {1, 2, 150}) {
            var named = val("tag-" + rank);
            var term = Terms.bySlug(val("tag"), named);
            cheap(list("limit=20", all(rank)).firstPageByDate(term, summaries()));
        }
    }

    /** Reads an index by date, or the index by term if the term is rare. */
    @Test
    void pastPagesUseIndexes() {
        cheap(page("limit=20&at=2020-06-01", all()));
        cheap(page("limit=20&at=2020-06-01", all(1)));
        cheap(page("limit=20&at=2020-06-01", all(1, 2)));
        cheap(page("limit=20&at=2020-06-01", all(150)), 3000);
        cheap(page("limit=20&at=2020-06-01&sort=updatedAt", all()));
        cheap(page("limit=20&at=2020-06-01&sort=title", all(1)));
        cheap(page("limit=20&at=2020-06-01&sort=title", all(190)), 3000);
    }

    /** Reads a page for each term; the table is never scanned. */
    @Test
    void pagesOfManyDescendantsUseIndexes() {
        List<UUID> family =
                sql.fetch("select id from term where slug ~ '-1?[0-9]?[0-9]$'").getValues("id", UUID.class);
        List<UUID> rare =
                sql.fetch("select id from term where slug ~ '-1[0-9][0-9]$'").getValues("id", UUID.class);
        assertThat(family).hasSizeGreaterThan(150);
        cheap(page("limit=20", new ResolvedTerms(List.of(family), 0, List.of())), 6000);
        cheap(page("limit=20", new ResolvedTerms(List.of(List.of(tag(1)), family), 0, List.of())), 2500);
        cheap(page("limit=20", new ResolvedTerms(List.of(List.of(tag(1)), rare), 0, List.of())), 2500);
        cheap(page("limit=20", new ResolvedTerms(List.of(rare.subList(0, 10), List.of(tag(1))), 0, List.of())), 6000);
        cheap(page("limit=20", new ResolvedTerms(List.of(List.of(tag(1))), 0, family.subList(100, 150))), 2500);
    }

    @Test
    void neighboursUseIndexes() {
        for (String sort : List.of("-publishedAt", "-updatedAt", "title")) {
            for (ResolvedTerms resolvedTerms : List.of(all(), all(1), all(1, 2), all(150))) {
                LiveStatements list = list("sort=" + sort, resolvedTerms);
                String place = Objects.requireNonNull(list.cursorOf(library.article("slug-15000")));
                boolean led =
                        !sort.equals("-publishedAt") && !resolvedTerms.lead().isEmpty();
                if (!led) {
                    cheap(list.around(place, summaries()));
                }
            }
        }
    }

    /** Every fifth article has the word common, every fiftieth some, one in a thousand rare. */
    @Test
    void searchesUseIndexes() {
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
        // One article in five has the word, so about five thousand articles are read to rank a thousand, whatever the
        // total.
        cheap(search("limit=20&q=common&sort=relevance", "common", all()), 45_000);
    }

    /** Both access paths find the same articles. */
    @Test
    void bothPlansHaveEqualResults() {
        for (String words : List.of("rare", "some -rare", "common some", "\"common word\"")) {
            for (String list : List.of("limit=50", "limit=50&sort=title", "limit=50&locale=de", "limit=50&offset=7")) {
                for (ResolvedTerms resolvedTerms :
                        List.of(all(), all(1), all(2, 1), new ResolvedTerms(all(3).groups(), 0, List.of(tag(1))))) {
                    SearchPlan searchPlan = seeker().plan(WebQuery.of(words));
                    SearchPlan rare = weighed(searchPlan, 1);
                    SearchPlan frequent = weighed(searchPlan, 29_000);
                    assertThat(ids(list, resolvedTerms, rare))
                            .as("%s %s", words, list)
                            .isEqualTo(ids(list, resolvedTerms, frequent));
                    assertThat(total(list, resolvedTerms, rare)).isEqualTo(total(list, resolvedTerms, frequent));
                }
            }
        }
    }

    /** A cursor over the whole list starts with the first rows: nothing is sorted or scanned before. */
    @Test
    void exportUsesAnIndex() {
        sql.execute("set cursor_tuple_fraction = 0.001");
        for (ResolvedTerms resolvedTerms : List.of(all(), all(1), all(1, 2))) {
            Select<?> whole = list("sort=-publishedAt", resolvedTerms).whole(summaries());
            String plan = String.join(
                    "\n",
                    sql.fetch("explain (costs off) declare export no scroll cursor for "
                                    + whole.getSQL(ParamType.INLINED))
                            .getValues(0, String.class));
            // The terms of a single article may be sorted.
            assertThat(plan.replace("Sort Key: u.place", ""))
                    .contains("Index")
                    .doesNotContain("Sort Key", "Seq Scan on publication");
        }
        sql.execute("reset cursor_tuple_fraction");
    }

    @Test
    void bothPlansAreUsed() {
        for (String rare : List.of("rare", "nobody OR knows OR these", "rar", "-common rare")) {
            assertThat(search("limit=1", rare, all()).getSQL()).as(rare).contains("live_hits");
        }
        assertThat(search("limit=20", "common", all()).getSQL()).doesNotContain("live_hits");
        assertThat(search("limit=20", "common", all(1)).getSQL()).doesNotContain("live_hits");
    }

    /** Adds the size of the lead group, as {@code TermResolver} does for a search. */
    private ResolvedTerms counted(ResolvedTerms resolvedTerms) {
        int rows = sql.fetchCount(sql.selectOne().from("publication_term").where("term_id = any(?::uuid[])", (Object)
                resolvedTerms.lead().toArray(UUID[]::new)));
        return new ResolvedTerms(
                resolvedTerms.groups(),
                resolvedTerms.leadGroup(),
                resolvedTerms.excluded(),
                rows == 0 || rows > 2000 ? Integer.MAX_VALUE : rows);
    }

    private static SearchPlan weighed(SearchPlan searchPlan, double expected) {
        return new SearchPlan(
                searchPlan.match(),
                searchPlan.rank(),
                searchPlan.configs(),
                searchPlan.shown(),
                expected,
                30_000,
                true);
    }

    private List<UUID> ids(String parameters, ResolvedTerms resolvedTerms, SearchPlan searchPlan) {
        return sql.fetch(statements(parameters, resolvedTerms, searchPlan).page(list()))
                .getValues("article_id", UUID.class);
    }

    private int total(String parameters, ResolvedTerms resolvedTerms, SearchPlan searchPlan) {
        return sql.fetchCount(statements(parameters, resolvedTerms, searchPlan).rows(List.of(ListField.ID)));
    }

    private TsQueryBuilder seeker() {
        return new TsQueryBuilder(sql);
    }

    private Select<?> search(String parameters, String words, ResolvedTerms resolvedTerms) {
        return statements(parameters, counted(resolvedTerms), seeker().plan(WebQuery.of(words)))
                .page(list());
    }

    private LiveStatements statements(String parameters, ResolvedTerms resolvedTerms, SearchPlan searchPlan) {
        return new LiveStatements(
                sql, query(parameters), clock.now().atOffset(ZoneOffset.UTC), resolvedTerms, searchPlan);
    }

    private static Projection list() {
        return Projection.read(null, null, null, true, false, new ArrayList<>());
    }

    @Test
    void countsOfATagUseItsIndex() {
        Query query = query("limit=20");
        PublishedSource today = new PublishedSource.Current(clock.now().atOffset(ZoneOffset.UTC));
        String plan = library.plan(new LiveStatements(sql, query, today, all(1)).rows(List.of(ListField.ID)));
        assertThat(plan).contains("Index Only Scan").doesNotContain("Seq Scan on publication");
    }

    /**
     * The estimate is a count up to a thousand rows. Beyond that it is the planner's estimate, here within a factor of
     * three.
     */
    @Test
    void estimateIsExactUpToAThousand() {
        FacetCounts facetCounts = new FacetCounts(sql, dates);
        for (ResolvedTerms resolvedTerms : List.of(all(1), all(20), all(150), all(2, 1))) {
            LiveStatements list = new LiveStatements(
                    sql,
                    query("limit=20"),
                    new PublishedSource.Current(clock.now().atOffset(ZoneOffset.UTC)),
                    resolvedTerms);
            long exact = total(facetCounts, list, Query.Count.EXACT);
            long estimate = total(facetCounts, list, Query.Count.ESTIMATE);
            if (exact <= FacetCounts.MAX_COUNTED) {
                assertThat(estimate).isEqualTo(exact);
            } else {
                assertThat(estimate).isBetween(exact / 3, exact * 3).isGreaterThan(FacetCounts.MAX_COUNTED + 1);
            }
        }
    }

    private static long total(FacetCounts facetCounts, LiveStatements list, Query.Count how) {
        Long total = facetCounts
                .countAll(how, () -> list.first(FacetCounts.MAX_COUNTED), () -> list.rows(List.of(ListField.ID)))
                .total();
        return Objects.requireNonNull(total);
    }

    private UUID tag(int rank) {
        return library.tag(rank);
    }

    /** Articles that have all of these terms, by rank; the first is the lead group. */
    private ResolvedTerms all(int... ranks) {
        List<List<UUID>> groups = new ArrayList<>();
        for (int rank : ranks) {
            groups.add(List.of(tag(rank)));
        }
        return new ResolvedTerms(groups, ranks.length == 0 ? -1 : 0, List.of());
    }

    private Select<?> page(String parameters, ResolvedTerms resolvedTerms) {
        return list(parameters, resolvedTerms).page(summaries());
    }

    private LiveStatements list(String parameters, ResolvedTerms resolvedTerms) {
        Query query = query(parameters);
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        return query.at() == null
                ? new LiveStatements(sql, query, now, resolvedTerms, null)
                : new LiveStatements(
                        sql,
                        query,
                        new PublishedSource.AsOf(query.at(), PastAccess.ALL, now),
                        resolvedTerms.withFormerIds(Map.of()));
    }

    private static Projection summaries() {
        return Projection.read(null, null, null, true, false, new ArrayList<>());
    }

    private Query query(String parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String parameter : parameters.split("&")) {
            values.put(parameter.replaceFirst("=.*", ""), List.of(parameter.replaceFirst(".*=", "")));
        }
        List<Fault> faults = new ArrayList<>();
        Query query = queries.read(QueryParameters.of(values), faults);
        assertThat(faults).isEmpty();
        return query;
    }

    /** No table is scanned, and few blocks are read, including those of the articles on the page. */
    private void cheap(Select<?> select) {
        cheap(select, 1500);
    }

    private void cheap(Select<?> select, int blocksAllowed) {
        String plan = library.plan(select);
        assertThat(plan).as(select.getSQL()).doesNotContain("Seq Scan on publication", "Seq Scan on article");
        assertThat(LargeStore.blocks(plan)).as(plan).isLessThan(blocksAllowed);
    }
}
