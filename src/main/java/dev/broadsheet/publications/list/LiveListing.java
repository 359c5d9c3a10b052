package dev.broadsheet.publications.list;

import static dev.broadsheet.publications.PublicationTermTable.PUBLICATION_TERM;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.sql.ReadSnapshot;
import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.LiveCopies;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.PastAccess;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.list.sql.LiveStatements;
import dev.broadsheet.publications.list.sql.QueryResolver;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Highlight;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.SearchInfo;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.publications.search.SpellingCorrector;
import dev.broadsheet.publications.search.TsQueryBuilder;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Lists of live articles, now or at a past moment. At most three statements: terms and search text, page, counts. These
 * add one each: an estimate above a thousand, highlights, a search page behind the end, and merged terms at a past
 * moment. A search without hits adds those of {@link SpellingCorrector} and a second page. {@link NewestArticles} needs
 * one. For their cost see {@link LiveStatements} and {@link PublishedSource.AsOf}. All share one snapshot.
 */
@ApplicationScoped
public class LiveListing {

    private final DSLContext sql;
    private final QueryResolver queryResolver;
    private final FacetCounts facetCounts;
    private final Clock clock;
    private final TsQueryBuilder queryBuilder;
    private final SpellingCorrector spellingCorrector;
    private final Highlighter highlighter;
    private final NewestArticles newestArticles;
    private final ListDependencies listDependencies;
    private final LiveCopies liveCopies;
    private final ReadSnapshot readSnapshot;

    LiveListing(
            DSLContext sql,
            QueryResolver queryResolver,
            FacetCounts facetCounts,
            Clock clock,
            TsQueryBuilder queryBuilder,
            SpellingCorrector spellingCorrector,
            Highlighter highlighter,
            NewestArticles newestArticles,
            ListDependencies listDependencies,
            LiveCopies liveCopies,
            ReadSnapshot readSnapshot) {
        this.sql = sql;
        this.queryResolver = queryResolver;
        this.facetCounts = facetCounts;
        this.clock = clock;
        this.queryBuilder = queryBuilder;
        this.spellingCorrector = spellingCorrector;
        this.highlighter = highlighter;
        this.newestArticles = newestArticles;
        this.listDependencies = listDependencies;
        this.liveCopies = liveCopies;
        this.readSnapshot = readSnapshot;
    }

    /**
     * The rows of a page, and the statements that found them.
     *
     * @param infoRows rows that the search info is read from: the rows of the page, or the first row of the list if the
     *     page is behind its end
     */
    record FoundPage(
            LiveStatements statements,
            List<Record> window,
            List<Record> infoRows,
            @Nullable WebQuery corrected) {}

    ArticleList page(Query query, Projection projection) {
        ArticleList page = newestArticles.supports(query, projection) ? newestArticles.page(query, projection) : null;
        return page == null ? readSnapshot.of(() -> computedPage(query, projection)) : page;
    }

    private ArticleList computedPage(Query query, Projection projection) {
        FoundPage found = find(query, projection, true);
        LiveStatements statements = found.statements();
        FacetCounts.Result counts = query.facets().isEmpty()
                ? facetCounts.countAll(
                        query.count(),
                        () -> statements.first(FacetCounts.MAX_COUNTED),
                        () -> query.count() == Query.Count.ESTIMATE
                                ? statements.rowsForEstimate(query.countedFields())
                                : statements.rows(query.countedFields()))
                : facetCounts.facets(
                        query.facets(),
                        query.count() != Query.Count.NONE,
                        statements.rows(query.countedFields()),
                        PUBLICATION_TERM.as("t"));
        Iterator<Highlight> highlights = highlights(found).iterator();
        Function<Record, LiveCopy> copies = liveCopies.of(found.window(), projection);
        Keyset sort = statements.sort();
        listDependencies.note(query, statements.resolvedTerms(), sort, found.window(), copies);
        return ArticleList.of(
                query.highlight()
                        ? sort.page(
                                query.page(),
                                found.window(),
                                counts.total(),
                                row -> copies.apply(row)
                                        .tree()
                                        .set("highlight", highlights.next().tree()))
                        : sort.page(query.page(), found.window(), counts.total(), copies),
                counts,
                searchInfo(found));
    }

    /** @param correct whether to try spelling corrections if no article matches */
    FoundPage find(Query query, Projection projection, boolean correct) {
        LiveStatements statements = statements(query);
        FoundPage page = found(statements, projection, null);
        if (query.search() == null || !correct || !page.infoRows().isEmpty()) {
            return page;
        }
        return spellingCorrector
                .correct(query.search(), Objects.requireNonNull(statements.searchPlan()), false)
                .map(corrected -> found(
                        new LiveStatements(sql, query, now(), statements.resolvedTerms(), queryBuilder.plan(corrected)),
                        projection,
                        corrected))
                .filter(found -> !found.infoRows().isEmpty())
                .orElse(page);
    }

    private FoundPage found(LiveStatements statements, Projection projection, @Nullable WebQuery corrected) {
        List<Record> window = sql.fetch(statements.page(projection));
        Query query = statements.query();
        boolean behindEnd =
                window.isEmpty() && query.search() != null && !query.page().isFirst();
        List<Record> infoRows = behindEnd ? sql.fetch(statements.firstRow().page(projection)) : window;
        return new FoundPage(statements, window, infoRows, corrected);
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    private List<Highlight> highlights(FoundPage found) {
        Query query = found.statements().query();
        SearchPlan searchPlan = found.statements().searchPlan();
        if (!query.highlight() || searchPlan == null) {
            return List.of();
        }
        List<Record> shown = Keyset.trimmed(query.page(), found.window());
        return highlighter.highlight(shown.stream().map(LiveCopy::texts).toList(), searchPlan);
    }

    static @Nullable SearchInfo searchInfo(FoundPage found) {
        Query query = found.statements().query();
        return query.search() == null
                ? null
                : SearchInfo.of(query.search(), found.corrected(), query.sort().byRelevance(), found.infoRows());
    }

    /** The statements of a list. Resolves its terms and search text first, if it has any: one statement. */
    public LiveStatements statements(Query query) {
        QueryResolver.ResolvedQuery known = queryResolver.resolve(query, true);
        return query.at() == null
                ? new LiveStatements(sql, query, now(), known.resolvedTerms(), known.searchPlan())
                : new LiveStatements(
                        sql, query, new PublishedSource.AsOf(query.at(), PastAccess.ALL, now()), known.resolvedTerms());
    }

    public UnpagedList unpaged(Query query, Projection projection) {
        return new UnpagedList(
                statements(query).whole(projection),
                part -> liveCopies.ofEach(part, projection).andThen(LiveCopy::tree));
    }

    /**
     * The live articles of a derived table {@code found} with the columns {@code article_id} and {@code place}, in the
     * order of {@code place}.
     */
    public List<LiveCopy> articles(Table<?> found, Projection projection) {
        PublishedSource.Current current = new PublishedSource.Current(now());
        List<Record> rows = sql.select(LiveColumns.of(projection, current))
                .from(found.as("found")
                        .join(current.copies())
                        .on(LiveColumns.ID.eq(PUBLICATION_TERM.as("found").ARTICLE_ID)))
                .where(current.isLive("p"))
                .orderBy(field(name("found", "place")))
                .fetch();
        return rows.stream().map(liveCopies.ofEach(rows, projection)).toList();
    }
}
