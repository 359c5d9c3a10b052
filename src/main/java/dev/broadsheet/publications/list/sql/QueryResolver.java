package dev.broadsheet.publications.list.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.trueCondition;

import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.publications.search.TsQueryBuilder;
import dev.broadsheet.terms.Terms;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the terms of a list to ids, and its search text to a {@code tsquery}. One statement for either or both, none
 * for a list without them. A list of the past needs another one for the terms that were merged.
 */
@ApplicationScoped
public class QueryResolver {

    private final DSLContext sql;
    private final Terms terms;
    private final TermResolver termResolver;
    private final TsQueryBuilder queryBuilder;

    QueryResolver(DSLContext sql, Terms terms, TermResolver termResolver, TsQueryBuilder queryBuilder) {
        this.sql = sql;
        this.terms = terms;
        this.termResolver = termResolver;
        this.queryBuilder = queryBuilder;
    }

    /** @param searchPlan null for a list without a search */
    public record ResolvedQuery(
            ResolvedTerms resolvedTerms, @Nullable SearchPlan searchPlan) {}

    /** @param counted whether a search needs the size of the lead group */
    public ResolvedQuery resolve(Query query, boolean counted) {
        WebQuery search = query.search();
        if (search == null) {
            ResolvedTerms resolved = termResolver.resolve(query.terms(), false);
            return new ResolvedQuery(
                    query.at() == null ? resolved : resolved.withFormerIds(terms.formerIds(resolved.all())), null);
        }
        if (query.terms().terms().isEmpty()) {
            return new ResolvedQuery(termResolver.read(query.terms(), List.of(), counted), queryBuilder.plan(search));
        }
        Table<?> named = termResolver.statement(query.terms(), counted).asTable("t");
        List<? extends Record> rows = sql.select(TsQueryBuilder.COLUMNS)
                .select(named.fields())
                .from(queryBuilder.planTable(search).as("q"))
                .leftJoin(named)
                .on(trueCondition())
                .fetch();
        return new ResolvedQuery(
                termResolver.read(
                        query.terms(),
                        rows.stream()
                                .filter(row -> row.get(field(name("place"))) != null)
                                .toList(),
                        counted),
                TsQueryBuilder.read(rows.get(0)));
    }
}
