package dev.broadsheet.publications.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.LiveColumns;
import dev.broadsheet.publications.LiveCopies;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.list.sql.LiveStatements;
import dev.broadsheet.publications.list.sql.TermResolver;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.Ranking;
import dev.broadsheet.publications.search.SearchInfo;
import dev.broadsheet.publications.search.SearchPlan;
import dev.broadsheet.publications.search.TsQueryBuilder;
import dev.broadsheet.text.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Searches live articles for packages that combine them with other results. */
@ApplicationScoped
public class LiveSearch {

    private final DSLContext sql;
    private final QueryReader queries;
    private final LiveListing listing;
    private final TermResolver termResolver;
    private final TsQueryBuilder queryBuilder;
    private final LiveCopies liveCopies;
    private final ListDependencies listDependencies;
    private final Clock clock;

    LiveSearch(
            DSLContext sql,
            QueryReader queries,
            LiveListing listing,
            TermResolver termResolver,
            TsQueryBuilder queryBuilder,
            LiveCopies liveCopies,
            ListDependencies listDependencies,
            Clock clock) {
        this.sql = sql;
        this.queries = queries;
        this.listing = listing;
        this.termResolver = termResolver;
        this.queryBuilder = queryBuilder;
        this.liveCopies = liveCopies;
        this.listDependencies = listDependencies;
        this.clock = clock;
    }

    /**
     * Decimals of a score. A score falls with the age of the article: with more decimals, the ETag would change every
     * second.
     */
    private static final int SHOWN_DIGITS = 3;

    /**
     * A found article.
     *
     * @param hero as in a list; null if it has none
     * @param texts to highlight
     */
    public record Hit(UUID id, String slug, @Nullable JsonNode hero, BigDecimal score, Highlighter.Texts texts) {}

    /** @param query the query that found the articles: the corrected one, if it was corrected */
    public record Hits(List<Hit> articles, WebQuery query, SearchPlan searchPlan, SearchInfo info) {}

    /**
     * The best hits.
     *
     * @param correct whether to try spelling corrections if there are no hits
     */
    public Hits best(WebQuery words, int limit, boolean correct) {
        Projection projection = projection("title", "slug", "hero");
        LiveListing.FoundPage found = listing.find(
                query(Map.of("q", words.text(), "highlight", "true", "limit", String.valueOf(limit))),
                projection,
                correct);
        List<Record> rows = first(found.window(), limit);
        Function<Record, LiveCopy> copies = liveCopies.of(rows, projection);
        List<Hit> hits = rows.stream()
                .map(row -> new Hit(
                        row.get(LiveColumns.ID),
                        row.get(LiveColumns.SLUG),
                        hero(copies.apply(row)),
                        row.get(Ranking.PAGE_SCORE).setScale(SHOWN_DIGITS, RoundingMode.HALF_UP),
                        LiveCopy.texts(row)))
                .toList();
        WebQuery query = found.corrected() == null ? words : found.corrected();
        return new Hits(
                hits,
                query,
                java.util.Objects.requireNonNull(found.statements().searchPlan()),
                java.util.Objects.requireNonNull(LiveListing.searchInfo(found)));
    }

    private @Nullable JsonNode hero(LiveCopy copy) {
        listDependencies.noteImages(copy);
        JsonNode hero = copy.tree().path("hero");
        return hero.isObject() ? hero : null;
    }

    /** An article found by its title. */
    public record Title(UUID id, String slug, String title) {}

    /** The newest articles with these words in their titles. */
    public List<Title> titled(WebQuery words, int limit) {
        Query query = query(Map.of("limit", String.valueOf(limit)));
        var statements = new LiveStatements(
                sql,
                query,
                clock.now().atOffset(ZoneOffset.UTC),
                termResolver.resolve(query.terms(), false),
                queryBuilder.planForTitles(words));
        return first(sql.fetch(statements.page(projection("title", "slug"))), limit).stream()
                .map(row -> new Title(row.get(LiveColumns.ID), row.get(LiveColumns.SLUG), row.get(LiveColumns.TITLE)))
                .toList();
    }

    private static List<Record> first(List<Record> window, int limit) {
        return window.subList(0, Math.min(limit, window.size()));
    }

    private Query query(Map<String, String> parameters) {
        List<Fault> faults = new ArrayList<>();
        Map<String, List<String>> lists = new java.util.LinkedHashMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        Query query = queries.read(QueryParameters.of(lists), faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return query;
    }

    private static Projection projection(String... fields) {
        return Projection.read(List.of(fields), null, null, true, false, new ArrayList<>());
    }
}
