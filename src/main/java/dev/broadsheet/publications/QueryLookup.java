package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.trueCondition;

import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Seeker;
import dev.broadsheet.publications.search.Sought;
import dev.broadsheet.words.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What must be known before a list can be asked for: which terms its names mean, and how the database takes its words.
 * One statement, for one of the two or for both; none for a list that has neither.
 */
@ApplicationScoped
class QueryLookup {

    private final DSLContext sql;
    private final TermLookup terms;
    private final Seeker seeker;

    QueryLookup(DSLContext sql, TermLookup terms, Seeker seeker) {
        this.sql = sql;
        this.terms = terms;
        this.seeker = seeker;
    }

    /** @param sought null for a list without words */
    record Known(Carried carried, @Nullable Sought sought) {}

    /** @param counted whether a search wants to know how large the first group of terms is */
    Known of(Query query, boolean counted) {
        WebQuery search = query.search();
        if (search == null) {
            return new Known(terms.find(query.terms(), false), null);
        }
        if (query.terms().terms().isEmpty()) {
            return new Known(terms.read(query.terms(), List.of(), counted), seeker.put(search));
        }
        Table<?> named = terms.statement(query.terms(), counted).asTable("t");
        List<? extends Record> rows = sql.select(Seeker.COLUMNS)
                .select(named.fields())
                .from(seeker.statement(search).as("q"))
                .leftJoin(named)
                .on(trueCondition())
                .fetch();
        return new Known(
                terms.read(
                        query.terms(),
                        rows.stream()
                                .filter(row -> row.get(field(name("place"))) != null)
                                .toList(),
                        counted),
                Seeker.read(rows.get(0)));
    }
}
