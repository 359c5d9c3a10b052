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
 * Which articles a list has, in which order, and which page of it. All conditions hold at once.
 *
 * @param statuses working copies in one of these; null for what is or was live
 * @param at the moment whose list is wanted; null for now
 * @param fingerprint what makes the list what it is, the same for every way to write it; cursors are bound to it
 * @param search which words their texts have; null if that doesn't matter
 * @param highlight whether these are shown in their places
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

    /** The same list from its start, so many rows of it. */
    public Query firstRows(int rows) {
        return at(new PageRequest(rows, null, null, 0, false));
    }

    /** The same list, another page of it. */
    public Query at(PageRequest other) {
        return new Query(terms, filters, statuses, at, sort, other, count, facets, fingerprint, search, highlight);
    }

    /** Of the same list what is dated from the one moment up to the other, which is not part of it; null for no end. */
    public Query withDates(@Nullable Instant from, @Nullable Instant until) {
        Query dated = this;
        if (from != null) {
            dated = dated.with(new Filter(ListField.PUBLISHED_AT, Operator.GTE, List.of(DateRange.of(from))));
        }
        return until == null
                ? dated
                : dated.with(new Filter(ListField.PUBLISHED_AT, Operator.LT, List.of(DateRange.of(until))));
    }

    /** The same articles, of which only those that this holds for as well. */
    public Query with(Filter more) {
        List<Filter> all = Stream.concat(filters.stream(), Stream.of(more)).toList();
        return new Query(terms, all, statuses, at, sort, page, count, facets, fingerprint, search, highlight);
    }

    /** How the size of the whole list is told. */
    public enum Count {
        NONE,
        EXACT,
        ESTIMATE
    }
}
