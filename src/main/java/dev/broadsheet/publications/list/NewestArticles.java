package dev.broadsheet.publications.list;

import static dev.broadsheet.kernel.sql.PreparedQuery.hiddenFromPlanner;
import static org.jooq.impl.DSL.param;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.sql.PreparedQuery;
import dev.broadsheet.publications.LiveCopies;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.PublishedSource;
import dev.broadsheet.publications.list.sql.LiveStatements;
import dev.broadsheet.publications.list.sql.ResolvedTerms;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.Sort;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.terms.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Answers the most frequent list request: the first page of the newest articles, of all or of one term, with the
 * default members. Needs one statement, which resolves the term itself and is built once for each {@link StatementKey}.
 */
@ApplicationScoped
class NewestArticles {

    private static final List<Sort.Term> NEWEST_FIRST = List.of(new Sort.Term(ListField.PUBLISHED_AT, true));
    private static final ResolvedTerms NOTHING = new ResolvedTerms(List.of(), -1, List.of());

    private static final Field<OffsetDateTime> NOW = hiddenFromPlanner(param("now", SQLDataType.OFFSETDATETIME));
    private static final Field<String> KIND = hiddenFromPlanner(param("kind", SQLDataType.VARCHAR));
    private static final Field<String> NAME = hiddenFromPlanner(param("name", SQLDataType.VARCHAR));

    private final DSLContext sql;
    private final Clock clock;
    private final ListDependencies listDependencies;
    private final LiveCopies liveCopies;
    private final Map<StatementKey, PreparedQuery> statements = new ConcurrentHashMap<>();

    NewestArticles(DSLContext sql, Clock clock, ListDependencies listDependencies, LiveCopies liveCopies) {
        this.sql = sql;
        this.clock = clock;
        this.listDependencies = listDependencies;
        this.liveCopies = liveCopies;
    }

    /** Cache key of a prepared statement. */
    private record StatementKey(int limit, TermNaming term) {}

    /** How the request names the term. */
    private enum TermNaming {
        NOT,
        BY_SLUG,
        BY_NAME;

        static TermNaming in(List<TermRef> terms) {
            return terms.isEmpty() ? NOT : terms.get(0).slug() == null ? BY_NAME : BY_SLUG;
        }
    }

    /** Whether {@link #page} can answer the request. */
    boolean supports(Query query, Projection projection) {
        return projection.isListed()
                && query.at() == null
                && query.search() == null
                && query.filters().isEmpty()
                && query.facets().isEmpty()
                && query.count() == Query.Count.NONE
                && query.sort().terms().equals(NEWEST_FIRST)
                && query.page().after() == null
                && query.page().before() == null
                && query.page().offset() == 0
                && !query.terms().descendants()
                && (query.terms().terms().isEmpty() || query.terms().isOneName());
    }

    /** Null if no row is found: no article matches, or only {@code TermResolver} can resolve the name of the term. */
    @Nullable
    ArticleList page(Query query, Projection projection) {
        List<TermRef> terms = query.terms().terms();
        PreparedQuery statement = statements.computeIfAbsent(
                new StatementKey(query.page().limit(), TermNaming.in(terms)),
                form -> statement(query, projection, form));
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        PreparedQuery.Execution execution = statement.with("now", now);
        if (!terms.isEmpty()) {
            execution.with("kind", terms.get(0).kind().text()).with("name", name(terms.get(0)));
        }
        List<Record> window = execution.fetch(sql);
        if (window.isEmpty()) {
            return null;
        }
        Keyset sort = newest(query, new PublishedSource.Current(now)).sort();
        Function<Record, LiveCopy> copies = liveCopies.of(window, projection);
        ResolvedTerms resolvedTerms = terms.isEmpty()
                ? NOTHING
                : new ResolvedTerms(List.of(List.of(window.get(0).get(LiveStatements.TERM_ID))), -1, List.of());
        listDependencies.note(query, resolvedTerms, sort, window, copies);
        return ArticleList.of(sort.page(query.page(), window, null, copies), FacetCounts.Result.NONE, null);
    }

    private PreparedQuery statement(Query query, Projection projection, StatementKey form) {
        LiveStatements newest = newest(query, new PublishedSource.Current(NOW));
        Field<UUID> term =
                switch (form.term()) {
                    case NOT -> null;
                    case BY_SLUG -> Terms.bySlug(KIND, NAME);
                    case BY_NAME -> Terms.byName(KIND, NAME);
                };
        return PreparedQuery.of(newest.firstPageByDate(term, projection));
    }

    private static String name(TermRef term) {
        return Objects.requireNonNullElseGet(term.slug(), term::folded);
    }

    private LiveStatements newest(Query query, PublishedSource.Current current) {
        return new LiveStatements(sql, query, current, NOTHING);
    }
}
