package dev.broadsheet.publications;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.publications.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * The live list, of now or of a moment that is over. Three statements at most: the terms, the page, the counts; a fourth
 * for an estimate of more than a thousand. What they cost is told at {@link LiveStatements}, and for a moment that is
 * over at {@link Newsstand.Past}.
 */
@ApplicationScoped
class LiveListing {

    private final DSLContext sql;
    private final TermLookup terms;
    private final Tally tally;
    private final Clock clock;

    LiveListing(DSLContext sql, TermLookup terms, Tally tally, Clock clock) {
        this.sql = sql;
        this.terms = terms;
        this.tally = tally;
        this.clock = clock;
    }

    ArticleList page(Query query, Projection projection) {
        Newsstand newsstand = query.at() == null
                ? new Newsstand.Today(clock.now().atOffset(ZoneOffset.UTC))
                : new Newsstand.Past(query.at());
        LiveStatements statements = new LiveStatements(sql, query, newsstand, terms.find(query.terms()));
        List<Record> window = sql.fetch(statements.page(projection));
        Tally.Result counts = query.facets().isEmpty()
                ? tally.size(query.count(), statements.first(Tally.COUNTED_AT_MOST), statements.rows(query.counted()))
                : tally.facets(
                        query.facets(),
                        query.count() != Query.Count.NONE,
                        statements.rows(query.counted()),
                        newsstand.filed("t"));
        return ArticleList.of(
                statements.sort().page(query.page(), window, counts.total(), row -> LiveCopy.tree(row, projection)),
                counts);
    }
}
