package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.publications.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The live list, of now or of a moment that is over. Three statements at most: the terms, the page, the counts; a fourth
 * for an estimate of more than a thousand. What they cost is told at {@link LiveStatements}, and for a moment that is
 * over at {@link Newsstand.Past}.
 */
@ApplicationScoped
public class LiveListing {

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
        LiveStatements statements = statements(query);
        List<Record> window = sql.fetch(statements.page(projection));
        Tally.Result counts = query.facets().isEmpty()
                ? tally.size(query.count(), statements.first(Tally.COUNTED_AT_MOST), statements.rows(query.counted()))
                : tally.facets(
                        query.facets(),
                        query.count() != Query.Count.NONE,
                        statements.rows(query.counted()),
                        statements.newsstand().filed("t"));
        return ArticleList.of(
                statements.sort().page(query.page(), window, counts.total(), row -> LiveCopy.tree(row, projection)),
                counts);
    }

    /** What is to be asked for a list. Finds its terms, if it has any: one statement. */
    public LiveStatements statements(Query query) {
        Newsstand newsstand = query.at() == null
                ? new Newsstand.Today(clock.now().atOffset(ZoneOffset.UTC))
                : new Newsstand.Past(query.at());
        return new LiveStatements(sql, query, newsstand, terms.find(query.terms()));
    }

    public WholeList whole(Query query, Projection projection) {
        return new WholeList(statements(query).whole(projection), row -> LiveCopy.tree(row, projection));
    }

    /** Live articles that another statement found: {@code found}, with article_id, in the order of its place. */
    public List<ObjectNode> articles(Table<?> found, Projection projection) {
        Newsstand today = new Newsstand.Today(clock.now().atOffset(ZoneOffset.UTC));
        return sql.select(LiveCopy.columns(projection, today))
                .from(found.as("found").join(today.written()).on(today.isOf("found")))
                .where(today.live((Field<OffsetDateTime>) null))
                .orderBy(field(name("found", "place")))
                .fetch(row -> LiveCopy.tree(row, projection));
    }
}
