package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import dev.broadsheet.answers.Snapshot;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Highlight;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.SearchFacts;
import dev.broadsheet.publications.search.Seeker;
import dev.broadsheet.publications.search.Sought;
import dev.broadsheet.words.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The live list, of now or of a moment that is over. Three statements at most, and one for a {@link FrontPage}: the
 * terms, the page, the counts; a fourth for an estimate of more than a thousand. A search is one more, its highlights are
 * another; one that finds nothing asks what was meant. What they cost is told at {@link LiveStatements}, and for a moment
 * that is over at {@link Newsstand.Past}. More than one are of one snapshot.
 */
@ApplicationScoped
public class LiveListing {

    private final DSLContext sql;
    private final QueryLookup lookup;
    private final Tally tally;
    private final Clock clock;
    private final Seeker seeker;
    private final Highlighter highlighter;
    private final FrontPage front;
    private final ListSources sources;
    private final Snapshot snapshot;

    LiveListing(
            DSLContext sql,
            QueryLookup lookup,
            Tally tally,
            Clock clock,
            Seeker seeker,
            Highlighter highlighter,
            FrontPage front,
            ListSources sources,
            Snapshot snapshot) {
        this.sql = sql;
        this.lookup = lookup;
        this.tally = tally;
        this.clock = clock;
        this.seeker = seeker;
        this.highlighter = highlighter;
        this.front = front;
        this.sources = sources;
        this.snapshot = snapshot;
    }

    /**
     * The rows of a page, and how they were found.
     *
     * @param tell of the list: the rows of the page, or its first row if the page lies behind the end
     */
    record Found(
            LiveStatements statements,
            List<Record> window,
            List<Record> tell,
            @Nullable WebQuery corrected) {}

    ArticleList page(Query query, Projection projection) {
        ArticleList page = front.has(query, projection) ? front.page(query, projection) : null;
        return page == null ? snapshot.of(() -> anyPage(query, projection)) : page;
    }

    private ArticleList anyPage(Query query, Projection projection) {
        Found found = find(query, projection, true);
        LiveStatements statements = found.statements();
        Tally.Result counts = query.facets().isEmpty()
                ? tally.size(
                        query.count(),
                        () -> statements.first(Tally.COUNTED_AT_MOST),
                        () -> query.count() == Query.Count.ESTIMATE
                                ? statements.expected(query.counted())
                                : statements.rows(query.counted()))
                : tally.facets(
                        query.facets(),
                        query.count() != Query.Count.NONE,
                        statements.rows(query.counted()),
                        statements.newsstand().filed("t"));
        Iterator<Highlight> highlights = highlights(found).iterator();
        Function<Record, LiveCopy> copies = LiveCopy.of(found.window(), projection);
        Keyset sort = statements.sort();
        sources.note(query, statements.carried(), sort, found.window(), copies);
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
                facts(found));
    }

    /** @param correct whether those that were meant are sought if no article matches the words */
    Found find(Query query, Projection projection, boolean correct) {
        LiveStatements statements = statements(query);
        Found asked = found(statements, projection, null);
        if (query.search() == null || !correct || !asked.tell().isEmpty()) {
            return asked;
        }
        return seeker.meant(query.search(), Objects.requireNonNull(statements.sought()), false)
                .map(meant -> found(
                        new LiveStatements(sql, query, today(), statements.carried(), seeker.put(meant)),
                        projection,
                        meant))
                .filter(corrected -> !corrected.tell().isEmpty())
                .orElse(asked);
    }

    private Found found(LiveStatements statements, Projection projection, @Nullable WebQuery corrected) {
        List<Record> window = sql.fetch(statements.page(projection));
        Query query = statements.query();
        boolean behind =
                window.isEmpty() && query.search() != null && !query.page().isFirst();
        List<Record> tell = behind ? sql.fetch(statements.start().page(projection)) : window;
        return new Found(statements, window, tell, corrected);
    }

    private Newsstand.Today today() {
        return new Newsstand.Today(clock.now().atOffset(ZoneOffset.UTC));
    }

    private List<Highlight> highlights(Found found) {
        Query query = found.statements().query();
        Sought sought = found.statements().sought();
        if (!query.highlight() || sought == null) {
            return List.of();
        }
        List<Record> shown = Keyset.shown(query.page(), found.window());
        return highlighter.of(shown.stream().map(LiveCopy::texts).toList(), sought);
    }

    static @Nullable SearchFacts facts(Found found) {
        Query query = found.statements().query();
        return query.search() == null
                ? null
                : SearchFacts.of(query.search(), found.corrected(), query.sort().byRelevance(), found.tell());
    }

    /** What is to be asked for a list. Looks its names and words up, if it has any: one statement. */
    public LiveStatements statements(Query query) {
        QueryLookup.Known known = lookup.of(query, true);
        return query.at() == null
                ? new LiveStatements(sql, query, today(), known.carried(), known.sought())
                : new LiveStatements(
                        sql, query, new Newsstand.Past(query.at(), PastAccess.ALL, today().now()), known.carried());
    }

    public WholeList whole(Query query, Projection projection) {
        return new WholeList(
                statements(query).whole(projection),
                row -> LiveCopy.of(row, projection).tree());
    }

    /** Live articles that another statement found: {@code found}, with article_id, in the order of its place. */
    public List<LiveCopy> articles(Table<?> found, Projection projection) {
        Newsstand.Today today = today();
        return sql.select(LiveColumns.of(projection, today))
                .from(found.as("found").join(today.written()).on(today.isOf("found")))
                .where(today.live((Field<OffsetDateTime>) null))
                .orderBy(field(name("found", "place")))
                .fetch(row -> LiveCopy.of(row, projection));
    }
}
