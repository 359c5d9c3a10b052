package dev.broadsheet.publications.query;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.text.WebQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list: its conditions, all of which must hold, its order and the page.
 *
 * @param statuses lists working copies with one of these statuses; null for live articles, now or in the past
 * @param at the moment of a list of the past; null for now
 * @param fingerprint identifies the list and is equal for every notation of the same query; cursors are bound to it
 * @param search the words to search for; null for none
 * @param highlight whether matches are highlighted
 */
public record Query(
        TermFilter terms,
        List<Filter> filters,
        @Nullable Set<ArticleStatus> statuses,
        @Nullable OffsetDateTime at,
        Sort sort,
        PageRequest page,
        Count count,
        List<Facet> facets,
        String fingerprint,
        @Nullable WebQuery search,
        boolean highlight) {

    /** The fields that the facets count, and the article's id. */
    public List<ListField> countedFields() {
        return Stream.concat(
                        Stream.of(ListField.ID),
                        facets.stream().map(Facet::field).filter(Objects::nonNull))
                .distinct()
                .toList();
    }

    /** The first {@code rows} rows of the same list. */
    public Query firstRows(int rows) {
        return at(new PageRequest(rows, null, null, 0, false));
    }

    /** Another page of the same list. */
    public Query at(PageRequest other) {
        return new Query(terms, filters, statuses, at, sort, other, count, facets, fingerprint, search, highlight);
    }

    /** The same list limited to dates from {@code from} up to {@code until}, exclusive; null for no limit. */
    public Query withDates(@Nullable Instant from, @Nullable Instant until) {
        Query dated = this;
        if (from != null) {
            dated = dated.with(new Filter(ListField.PUBLISHED_AT, Operator.GTE, List.of(DateRange.of(from))));
        }
        return until == null
                ? dated
                : dated.with(new Filter(ListField.PUBLISHED_AT, Operator.LT, List.of(DateRange.of(until))));
    }

    /** The same list with one more condition. */
    public Query with(Filter more) {
        List<Filter> all = Stream.concat(filters.stream(), Stream.of(more)).toList();
        return new Query(terms, all, statuses, at, sort, page, count, facets, fingerprint, search, highlight);
    }

    /** How the total number of articles is counted. */
    public enum Count {
        NONE,
        EXACT,
        ESTIMATE
    }
}
