package dev.broadsheet.publications;

import static dev.broadsheet.kernel.Kept.unseen;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Kept;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.Sort;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.terms.Wanted;
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
import org.jspecify.annotations.Nullable;

/**
 * The page that is asked for most: the newest articles, all of them or those of one term, as a list shows them. It is one
 * statement, in which the term is found on the way, and it is composed once for each size of a page.
 */
@ApplicationScoped
class FrontPage {

    private static final List<Sort.Term> NEWEST_FIRST = List.of(new Sort.Term(ListField.PUBLISHED_AT, true));
    private static final Carried NOTHING = new Carried(List.of(), -1, List.of());

    private static final OffsetDateTime NOW = OffsetDateTime.MIN;
    private static final String KIND = "kind";
    private static final String NAME = "name";

    private final DSLContext sql;
    private final Clock clock;
    private final ListSources sources;
    private final Map<Form, Kept> kept = new ConcurrentHashMap<>();

    FrontPage(DSLContext sql, Clock clock, ListSources sources) {
        this.sql = sql;
        this.clock = clock;
        this.sources = sources;
    }

    /** What the statement is composed by. */
    private record Form(int limit, Named term) {}

    /** How the term is named. */
    private enum Named {
        NOT,
        BY_SLUG,
        BY_NAME;

        static Named in(List<Wanted> terms) {
            return terms.isEmpty() ? NOT : terms.get(0).slug() == null ? BY_NAME : BY_SLUG;
        }
    }

    /** Whether that is the page asked for. */
    boolean has(Query query, Projection projection) {
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

    /** Null if there is none: no article is there, or the term goes by another name than that. */
    @Nullable
    ArticleList page(Query query, Projection projection) {
        List<Wanted> terms = query.terms().terms();
        Kept statement = kept.computeIfAbsent(
                new Form(query.page().limit(), Named.in(terms)), form -> statement(query, projection, form));
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        List<Record> window = terms.isEmpty()
                ? statement.fetch(sql, now)
                : statement.fetch(sql, now, terms.get(0).kind().text(), name(terms.get(0)));
        if (window.isEmpty()) {
            return null;
        }
        Keyset sort = newest(query, new Newsstand.Today(now)).sort();
        Function<Record, LiveCopy> copies = LiveCopy.of(window, projection);
        Carried carried = terms.isEmpty()
                ? NOTHING
                : new Carried(List.of(List.of(window.get(0).get(LiveStatements.UNDER))), -1, List.of());
        sources.note(query, carried, sort, window, copies);
        return ArticleList.of(sort.page(query.page(), window, null, copies), Tally.Result.NONE, null);
    }

    private Kept statement(Query query, Projection projection, Form form) {
        LiveStatements newest = newest(query, new Newsstand.Today(NOW, unseen(val(NOW))));
        Field<UUID> term =
                switch (form.term()) {
                    case NOT -> null;
                    case BY_SLUG -> Terms.bySlug(unseen(val(KIND)), unseen(val(NAME)));
                    case BY_NAME -> Terms.byName(unseen(val(KIND)), unseen(val(NAME)));
                };
        return Kept.of(newest.start(term, projection), NOW, KIND, NAME);
    }

    private static String name(Wanted term) {
        return Objects.requireNonNullElseGet(term.slug(), term::folded);
    }

    private LiveStatements newest(Query query, Newsstand.Today today) {
        return new LiveStatements(sql, query, today, NOTHING, null);
    }
}
