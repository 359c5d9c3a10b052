package dev.broadsheet.publications.list;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.articles.index.ArticleTermTable.ARTICLE_TERM;
import static dev.broadsheet.publications.search.SearchVectorTable.WORKING_SEARCH;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.content.Content;
import dev.broadsheet.articles.content.UnreadableContent;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.articles.rules.ArticleRules;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.list.sql.QueryResolver;
import dev.broadsheet.publications.list.sql.ResolvedTerms;
import dev.broadsheet.publications.list.sql.WorkingCopyRows;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Highlight;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.Ranking;
import dev.broadsheet.publications.search.SearchInfo;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.publications.search.SpellingCorrector;
import dev.broadsheet.publications.search.TsQueryBuilder;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The editors' list: working copies by status, with the same query language and the same number of statements as the
 * live list.
 */
@ApplicationScoped
public class WorkingCopyListing {

    private final DSLContext sql;
    private final QueryResolver queryResolver;
    private final FacetCounts facetCounts;
    private final WorkingCopies workingCopies;
    private final ArticleRules articleRules;
    private final Clock clock;
    private final TsQueryBuilder queryBuilder;
    private final SpellingCorrector spellingCorrector;
    private final Highlighter highlighter;

    WorkingCopyListing(
            DSLContext sql,
            QueryResolver queryResolver,
            FacetCounts facetCounts,
            WorkingCopies workingCopies,
            ArticleRules articleRules,
            Clock clock,
            TsQueryBuilder queryBuilder,
            SpellingCorrector spellingCorrector,
            Highlighter highlighter) {
        this.sql = sql;
        this.queryResolver = queryResolver;
        this.facetCounts = facetCounts;
        this.workingCopies = workingCopies;
        this.articleRules = articleRules;
        this.clock = clock;
        this.queryBuilder = queryBuilder;
        this.spellingCorrector = spellingCorrector;
        this.highlighter = highlighter;
    }

    /** The rows of a page, and the query that found them; {@code infoRows} as in {@link LiveListing.FoundPage}. */
    private record FoundPage(
            List<Record> window,
            List<Record> infoRows,
            Keyset order,
            WorkingCopyRows rows,
            @Nullable SearchPlan searchPlan,
            @Nullable WebQuery corrected) {}

    public ArticleList page(Query query, Set<ArticleStatus> statuses, Projection projection) {
        FoundPage found = find(query, statuses, projection);
        FacetCounts.Result counts = counts(query, found.rows());
        Iterator<Highlight> highlights = highlights(query, found).iterator();
        LibraryImages images = workingCopies.images(found.window());
        return ArticleList.of(
                found.order().page(query.page(), found.window(), counts.total(), row -> {
                    ObjectNode tree = entry(row, projection, images);
                    return query.highlight()
                            ? tree.set("highlight", highlights.next().tree())
                            : tree;
                }),
                counts,
                searchInfo(query, found));
    }

    /** Tries spelling corrections if no working copy matches. */
    private FoundPage find(Query query, Set<ArticleStatus> statuses, Projection projection) {
        Instant now = clock.now();
        QueryResolver.ResolvedQuery known = queryResolver.resolve(query, false);
        ResolvedTerms resolvedTerms = known.resolvedTerms();
        WebQuery search = query.search();
        SearchPlan searchPlan = known.searchPlan();
        FoundPage page = find(
                query,
                new WorkingCopyRows(
                        articleRules.condition(WorkingCopyRows.A),
                        resolvedTerms,
                        query,
                        statuses,
                        utc(now),
                        searchPlan),
                searchPlan,
                null,
                projection,
                now);
        if (search == null || searchPlan == null || !page.infoRows().isEmpty()) {
            return page;
        }
        return spellingCorrector
                .correct(search, searchPlan, true)
                .map(corrected -> {
                    SearchPlan other = queryBuilder.plan(corrected);
                    return find(
                            query,
                            new WorkingCopyRows(
                                    articleRules.condition(WorkingCopyRows.A),
                                    resolvedTerms,
                                    query,
                                    statuses,
                                    utc(now),
                                    other),
                            other,
                            corrected,
                            projection,
                            now);
                })
                .filter(found -> !found.infoRows().isEmpty())
                .orElse(page);
    }

    private FoundPage find(
            Query query,
            WorkingCopyRows rows,
            @Nullable SearchPlan searchPlan,
            @Nullable WebQuery corrected,
            Projection projection,
            Instant now) {
        boolean ranked = searchPlan != null && query.sort().byRelevance();
        Ranking ranking = Ranking.of(ranked ? query.page() : query.firstRows(1).page(), query.fingerprint(), now);
        Keyset keyset = new Keyset(query.sort().keys(rows), query.fingerprint());
        Keyset shown = (ranked ? ranking.order(query.fingerprint()) : keyset).forTable("page");
        Function<Query, List<Record>> read = part -> sql.fetch(shown(
                (ranked
                                ? ranked(part, rows, Objects.requireNonNull(searchPlan), ranking)
                                : window(part.page(), rows, keyset))
                        .asTable("page"),
                shown,
                part.page(),
                projection,
                ranked));
        List<Record> window = read.apply(query);
        boolean behind = window.isEmpty() && searchPlan != null && !query.page().isFirst();
        return new FoundPage(
                window, behind ? read.apply(query.firstRows(1)) : window, shown, rows, searchPlan, corrected);
    }

    private Select<Record> window(PageRequest page, WorkingCopyRows rows, Keyset keyset) {
        return keyset.window(page, narrow(rows, keyset, page.limit() + page.offset() + 1));
    }

    private Select<Record> ranked(Query query, WorkingCopyRows rows, SearchPlan searchPlan, Ranking ranking) {
        Query newest = query.firstRows(Ranking.NEWEST);
        Select<Record> window = window(
                newest.page(),
                rows.unchangedAfter(ranking.asOf()),
                new Keyset(query.sort().keys(rows), query.fingerprint()));
        return ranking.page(searchPlan, window, WORKING_SEARCH, query.page(), query.fingerprint());
    }

    private List<Highlight> highlights(Query query, FoundPage found) {
        if (!query.highlight() || found.searchPlan() == null) {
            return List.of();
        }
        List<Record> shown = Keyset.trimmed(query.page(), found.window());
        return highlighter.highlight(
                shown.stream().map(WorkingCopyListing::texts).toList(), found.searchPlan());
    }

    private static Highlighter.Texts texts(Record row) {
        try {
            Content content = WorkingCopies.content(row);
            return new Highlighter.Texts(content.locale(), content.title(), content.summary(), content.text());
        } catch (UnreadableContent damaged) {
            return new Highlighter.Texts("", null, null, "");
        }
    }

    private static @Nullable SearchInfo searchInfo(Query query, FoundPage found) {
        return query.search() == null
                ? null
                : SearchInfo.of(query.search(), found.corrected(), query.sort().byRelevance(), found.infoRows());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * An entry of the list. An article that can't be decoded becomes an entry with the problem, so that the list still
     * works.
     */
    private ObjectNode entry(Record row, Projection projection, LibraryImages images) {
        try {
            return projection.select(workingCopies.view(row, projection.forms(), images));
        } catch (RuntimeException damaged) {
            return WorkingCopies.unreadable(row, damaged).entry(projection.select(workingCopies.known(row)));
        }
    }

    public UnpagedList unpaged(Query query, Set<ArticleStatus> statuses, Projection projection) {
        QueryResolver.ResolvedQuery known = queryResolver.resolve(query, false);
        WorkingCopyRows rows = new WorkingCopyRows(
                articleRules.condition(WorkingCopyRows.A),
                known.resolvedTerms(),
                query,
                statuses,
                utc(clock.now()),
                known.searchPlan());
        Keyset keyset = new Keyset(query.sort().keys(rows), query.fingerprint());
        return new UnpagedList(
                shown(
                        narrow(rows, keyset, SearchPlan.ALL).asTable("page"),
                        keyset.forTable("page"),
                        query.page(),
                        projection,
                        false),
                part -> {
                    LibraryImages images = workingCopies.images(part);
                    return row -> entry(row, projection, images);
                });
    }

    private SelectConditionStep<Record> narrow(WorkingCopyRows rows, Keyset keyset, int wanted) {
        List<Field<?>> narrow = new ArrayList<>(List.of(rows.of(ListField.ID).as("id")));
        narrow.addAll(keyset.columns());
        return rows.rows(sql.select(narrow), wanted);
    }

    private Select<Record> shown(Table<?> rows, Keyset order, PageRequest page, Projection projection, boolean ranked) {
        List<SelectFieldOrAsterisk> wide = new ArrayList<>(WorkingCopies.columns(projection.forms()));
        order.keys().forEach(key -> wide.add(key.field()));
        if (ranked) {
            wide.add(Ranking.HAS_MORE);
        }
        return sql.select(wide)
                .from(rows)
                .join(WorkingCopies.withRevisions())
                .on(ARTICLE.as("page").ID.eq(ARTICLE.as("a").ID))
                .orderBy(order.order(page));
    }

    private FacetCounts.Result counts(Query query, WorkingCopyRows rows) {
        if (query.facets().isEmpty()) {
            return facetCounts.countAll(
                    query.count(),
                    () -> counted(query, rows).limit(inline(FacetCounts.MAX_COUNTED + 1)),
                    () -> counted(query, rows));
        }
        return facetCounts.facets(
                query.facets(), query.count() != Query.Count.NONE, counted(query, rows), ARTICLE_TERM.as("t"));
    }

    /** Builds a new statement on each call, because {@code limit} modifies it. */
    private SelectConditionStep<Record> counted(Query query, WorkingCopyRows rows) {
        List<Field<?>> columns = query.countedFields().stream()
                .<Field<?>>map(field ->
                        rows.of(field).as(field == ListField.ID ? ARTICLE_TERM.ARTICLE_ID.getName() : field.column()))
                .toList();
        return rows.rows(sql.select(columns), SearchPlan.ALL);
    }
}
