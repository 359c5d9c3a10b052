package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.WorkingCopies;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;

/** The editors' list: working copies by status, in the same language as the live list, and in as many statements. */
@ApplicationScoped
public class WorkingListing {

    private final DSLContext sql;
    private final TermLookup terms;
    private final Tally tally;
    private final WorkingCopies copies;
    private final Clock clock;

    WorkingListing(DSLContext sql, TermLookup terms, Tally tally, WorkingCopies copies, Clock clock) {
        this.sql = sql;
        this.terms = terms;
        this.tally = tally;
        this.copies = copies;
        this.clock = clock;
    }

    ArticleList page(Query query, Set<ArticleStatus> statuses, Projection projection) {
        WorkingRows rows = rows(query, statuses);
        Keyset keyset = new Keyset(query.sort().keys(rows), query.list());
        Keyset shown = keyset.over("page");
        List<Record> window = sql.fetch(
                shown(keyset.window(query.page(), narrow(rows, keyset)).asTable("page"), shown, query, projection));
        Tally.Result counts = counts(query, rows);
        return ArticleList.of(
                shown.page(
                        query.page(),
                        window,
                        counts.total(),
                        row -> projection.of(copies.view(row, projection.forms()))),
                counts);
    }

    public WholeList whole(Query query, Set<ArticleStatus> statuses, Projection projection) {
        WorkingRows rows = rows(query, statuses);
        Keyset keyset = new Keyset(query.sort().keys(rows), query.list());
        return new WholeList(
                shown(narrow(rows, keyset).asTable("page"), keyset.over("page"), query, projection),
                row -> projection.of(copies.view(row, projection.forms())));
    }

    private WorkingRows rows(Query query, Set<ArticleStatus> statuses) {
        return new WorkingRows(
                terms.find(query.terms()), query, statuses, clock.now().atOffset(ZoneOffset.UTC));
    }

    private SelectConditionStep<Record> narrow(WorkingRows rows, Keyset keyset) {
        List<Field<?>> narrow = new ArrayList<>(List.of(rows.of(ListField.ID).as("id")));
        narrow.addAll(keyset.columns());
        return rows.rows(sql.select(narrow));
    }

    private Select<Record> shown(Table<?> page, Keyset order, Query query, Projection projection) {
        List<SelectFieldOrAsterisk> wide = new ArrayList<>(WorkingCopies.columns(projection.forms()));
        order.keys().forEach(key -> wide.add(key.field()));
        return sql.select(wide)
                .from(page)
                .join(WorkingCopies.written())
                .on(field(name("page", "id")).eq(field(name("a", "id"))))
                .orderBy(order.order(query.page()));
    }

    private Tally.Result counts(Query query, WorkingRows rows) {
        if (query.facets().isEmpty()) {
            return tally.size(
                    query.count(), counted(query, rows).limit(inline(Tally.COUNTED_AT_MOST + 1)), counted(query, rows));
        }
        return tally.facets(
                query.facets(),
                query.count() != Query.Count.NONE,
                counted(query, rows),
                table(name("article_term")).as("t"));
    }

    /** A new one each time: a limit set on it would stay. */
    private SelectConditionStep<Record> counted(Query query, WorkingRows rows) {
        List<Field<?>> columns = query.counted().stream()
                .<Field<?>>map(field -> rows.of(field).as(field == ListField.ID ? "article_id" : field.column()))
                .toList();
        return rows.rows(sql.select(columns));
    }
}
