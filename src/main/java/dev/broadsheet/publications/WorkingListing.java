package dev.broadsheet.publications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.articles.Content;
import dev.broadsheet.articles.UnreadableContent;
import dev.broadsheet.articles.WorkingCopies;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.publications.query.ListField;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.search.Highlight;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.Ranking;
import dev.broadsheet.publications.search.SearchFacts;
import dev.broadsheet.publications.search.Seeker;
import dev.broadsheet.publications.search.Sought;
import dev.broadsheet.words.WebQuery;
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

/** The editors' list: working copies by status, in the same language as the live list, and in as many statements. */
@ApplicationScoped
public class WorkingListing {

    private final DSLContext sql;
    private final QueryLookup lookup;
    private final Tally tally;
    private final WorkingCopies copies;
    private final Clock clock;
    private final Seeker seeker;
    private final Highlighter highlighter;

    WorkingListing(
            DSLContext sql,
            QueryLookup lookup,
            Tally tally,
            WorkingCopies copies,
            Clock clock,
            Seeker seeker,
            Highlighter highlighter) {
        this.sql = sql;
        this.lookup = lookup;
        this.tally = tally;
        this.copies = copies;
        this.clock = clock;
        this.seeker = seeker;
        this.highlighter = highlighter;
    }

    /** The rows of a page, and how they were found; {@code tell} as in {@link LiveListing.Found}. */
    private record Found(
            List<Record> window,
            List<Record> tell,
            Keyset order,
            WorkingRows rows,
            @Nullable Sought sought,
            @Nullable WebQuery corrected) {}

    ArticleList page(Query query, Set<ArticleStatus> statuses, Projection projection) {
        Found found = find(query, statuses, projection);
        Tally.Result counts = counts(query, found.rows());
        Iterator<Highlight> highlights = highlights(query, found).iterator();
        return ArticleList.of(
                found.order().page(query.page(), found.window(), counts.total(), row -> {
                    ObjectNode tree = entry(row, projection);
                    return query.highlight()
                            ? tree.set("highlight", highlights.next().tree())
                            : tree;
                }),
                counts,
                facts(query, found));
    }

    /** If no working copy matches the words, those that were meant. */
    private Found find(Query query, Set<ArticleStatus> statuses, Projection projection) {
        Instant now = clock.now();
        QueryLookup.Known known = lookup.of(query, false);
        Carried carried = known.carried();
        WebQuery search = query.search();
        Sought sought = known.sought();
        Found asked =
                find(query, new WorkingRows(carried, query, statuses, utc(now), sought), sought, null, projection, now);
        if (search == null || sought == null || !asked.tell().isEmpty()) {
            return asked;
        }
        return seeker.meant(search, sought, true)
                .map(meant -> {
                    Sought other = seeker.put(meant);
                    return find(
                            query,
                            new WorkingRows(carried, query, statuses, utc(now), other),
                            other,
                            meant,
                            projection,
                            now);
                })
                .filter(corrected -> !corrected.tell().isEmpty())
                .orElse(asked);
    }

    private Found find(
            Query query,
            WorkingRows rows,
            @Nullable Sought sought,
            @Nullable WebQuery corrected,
            Projection projection,
            Instant now) {
        boolean ranked = sought != null && query.sort().byRelevance();
        Ranking ranking = Ranking.of(ranked ? query.page() : query.first(1).page(), query.list(), now);
        Keyset keyset = new Keyset(query.sort().keys(rows), query.list());
        Keyset shown = (ranked ? ranking.order(query.list()) : keyset).over("page");
        Function<Query, List<Record>> read = part -> sql.fetch(shown(
                (ranked
                                ? ranked(part, rows, Objects.requireNonNull(sought), ranking)
                                : window(part.page(), rows, keyset))
                        .asTable("page"),
                shown,
                part.page(),
                projection,
                ranked));
        List<Record> window = read.apply(query);
        boolean behind = window.isEmpty() && sought != null && !query.page().isFirst();
        return new Found(window, behind ? read.apply(query.first(1)) : window, shown, rows, sought, corrected);
    }

    private Select<Record> window(PageRequest page, WorkingRows rows, Keyset keyset) {
        return keyset.window(page, narrow(rows, keyset, page.limit() + page.offset() + 1));
    }

    private Select<Record> ranked(Query query, WorkingRows rows, Sought sought, Ranking ranking) {
        Query newest = query.first(Ranking.NEWEST);
        Select<Record> window = window(
                newest.page(),
                rows.until(ranking.asOf()),
                new Keyset(query.sort().keys(rows), query.list()));
        return ranking.page(sought, window, "working_search", query.page(), query.list());
    }

    private List<Highlight> highlights(Query query, Found found) {
        if (!query.highlight() || found.sought() == null) {
            return List.of();
        }
        List<Record> shown = Keyset.shown(query.page(), found.window());
        return highlighter.of(shown.stream().map(WorkingListing::texts).toList(), found.sought());
    }

    private static Highlighter.Texts texts(Record row) {
        try {
            Content content = WorkingCopies.content(row);
            return new Highlighter.Texts(content.locale(), content.title(), content.summary(), content.text());
        } catch (UnreadableContent damaged) {
            return new Highlighter.Texts("", null, null, "");
        }
    }

    private static @Nullable SearchFacts facts(Query query, Found found) {
        return query.search() == null
                ? null
                : SearchFacts.of(query.search(), found.corrected(), query.sort().byRelevance(), found.tell());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** One article of a list; one that can't be read doesn't break the list. */
    private ObjectNode entry(Record row, Projection projection) {
        try {
            return projection.of(copies.view(row, projection.forms()));
        } catch (RuntimeException damaged) {
            return WorkingCopies.unreadable(row, damaged).entry(projection.of(copies.known(row)));
        }
    }

    public WholeList whole(Query query, Set<ArticleStatus> statuses, Projection projection) {
        QueryLookup.Known known = lookup.of(query, false);
        WorkingRows rows = new WorkingRows(known.carried(), query, statuses, utc(clock.now()), known.sought());
        Keyset keyset = new Keyset(query.sort().keys(rows), query.list());
        return new WholeList(
                shown(
                        narrow(rows, keyset, Sought.ALL).asTable("page"),
                        keyset.over("page"),
                        query.page(),
                        projection,
                        false),
                row -> entry(row, projection));
    }

    private SelectConditionStep<Record> narrow(WorkingRows rows, Keyset keyset, int wanted) {
        List<Field<?>> narrow = new ArrayList<>(List.of(rows.of(ListField.ID).as("id")));
        narrow.addAll(keyset.columns());
        return rows.rows(sql.select(narrow), wanted);
    }

    private Select<Record> shown(Table<?> rows, Keyset order, PageRequest page, Projection projection, boolean ranked) {
        List<SelectFieldOrAsterisk> wide = new ArrayList<>(WorkingCopies.columns(projection.forms()));
        order.keys().forEach(key -> wide.add(key.field()));
        if (ranked) {
            wide.add(Ranking.MORE);
        }
        return sql.select(wide)
                .from(rows)
                .join(WorkingCopies.written())
                .on(field(name("page", "id")).eq(field(name("a", "id"))))
                .orderBy(order.order(page));
    }

    private Tally.Result counts(Query query, WorkingRows rows) {
        if (query.facets().isEmpty()) {
            return tally.size(
                    query.count(),
                    () -> counted(query, rows).limit(inline(Tally.COUNTED_AT_MOST + 1)),
                    () -> counted(query, rows));
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
        return rows.rows(sql.select(columns), Sought.ALL);
    }
}
