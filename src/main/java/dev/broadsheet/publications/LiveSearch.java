package dev.broadsheet.publications;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.publications.query.Asked;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryReader;
import dev.broadsheet.publications.search.Highlighter;
import dev.broadsheet.publications.search.Ranking;
import dev.broadsheet.publications.search.SearchFacts;
import dev.broadsheet.publications.search.Seeker;
import dev.broadsheet.publications.search.Sought;
import dev.broadsheet.words.WebQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Live articles for who finds other things beside them. */
@ApplicationScoped
public class LiveSearch {

    private final DSLContext sql;
    private final QueryReader queries;
    private final LiveListing listing;
    private final TermLookup terms;
    private final Seeker seeker;
    private final Clock clock;

    LiveSearch(DSLContext sql, QueryReader queries, LiveListing listing, TermLookup terms, Seeker seeker, Clock clock) {
        this.sql = sql;
        this.queries = queries;
        this.listing = listing;
        this.terms = terms;
        this.seeker = seeker;
        this.clock = clock;
    }

    /** Decimals of a score. Scores fall with the age of the article; more decimals would change the ETag every second. */
    private static final int SHOWN_DIGITS = 3;

    /** One article, with what there is to mark in it. */
    public record Hit(UUID id, String slug, BigDecimal score, Highlighter.Texts texts) {}

    /** @param query what was sought in the end, if that is not what was asked */
    public record Hits(List<Hit> articles, WebQuery query, Sought sought, SearchFacts facts) {}

    /**
     * The best ones.
     *
     * @param correct whether something else may have been meant if there are none
     */
    public Hits best(WebQuery words, int limit, boolean correct) {
        LiveListing.Found found = listing.find(
                query(Map.of("q", words.text(), "highlight", "true", "limit", String.valueOf(limit))),
                projection(),
                correct);
        List<Hit> hits = first(found.window(), limit).stream()
                .map(row -> new Hit(
                        row.get(LiveColumns.ID),
                        row.get(LiveColumns.SLUG),
                        row.get(Ranking.SHOWN).setScale(SHOWN_DIGITS, RoundingMode.HALF_UP),
                        LiveCopy.texts(row)))
                .toList();
        WebQuery sought = found.corrected() == null ? words : found.corrected();
        return new Hits(
                hits,
                sought,
                java.util.Objects.requireNonNull(found.statements().sought()),
                java.util.Objects.requireNonNull(LiveListing.facts(found)));
    }

    /** One article by its name. */
    public record Title(UUID id, String slug, String title) {}

    /** The newest with these words in their titles. */
    public List<Title> titled(WebQuery words, int limit) {
        Query query = query(Map.of("limit", String.valueOf(limit)));
        var statements = new LiveStatements(
                sql,
                query,
                new Newsstand.Today(clock.now().atOffset(ZoneOffset.UTC)),
                terms.find(query.terms(), false),
                seeker.inTitles(words));
        return first(sql.fetch(statements.page(projection())), limit).stream()
                .map(row -> new Title(row.get(LiveColumns.ID), row.get(LiveColumns.SLUG), row.get(LiveColumns.TITLE)))
                .toList();
    }

    private static List<Record> first(List<Record> window, int limit) {
        return window.subList(0, Math.min(limit, window.size()));
    }

    private Query query(Map<String, String> parameters) {
        List<Fault> faults = new ArrayList<>();
        Map<String, List<String>> asked = new java.util.LinkedHashMap<>();
        parameters.forEach((name, value) -> asked.put(name, List.of(value)));
        Query query = queries.read(Asked.of(asked), faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return query;
    }

    private static Projection projection() {
        return Projection.read(List.of("title", "slug"), null, null, true, false, new ArrayList<>());
    }
}
