package dev.broadsheet.publications.list;

import dev.broadsheet.cache.dependency.ListDependency;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.cache.dependency.PublishedSnapshot;
import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.publications.list.sql.ResolvedTerms;
import dev.broadsheet.publications.query.FieldType;
import dev.broadsheet.publications.query.Filter;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.Sort;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a cached response shows: the conditions of the list, and the date range of the page. A change
 * affects the response if the article, before or after the change, matches the conditions and has a date in this range.
 *
 * @param oldest oldest date of the page; null for no limit: on the page with the oldest articles, or if the list isn't
 *     sorted by date
 * @param newest newest date of the page; null for no limit, likewise
 * @param wholeList whether the response depends on the number of articles, because it has a count, facets or an offset.
 *     Any article that matches the conditions then affects it.
 */
record ListPageDependency(
        List<Set<UUID>> termGroups,
        Set<UUID> excludedTerms,
        List<Filter> filters,
        Sort sort,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        boolean wholeList)
        implements ListDependency {

    /** @param window the rows of the page and one more, if there is one */
    static ListPageDependency of(Query query, ResolvedTerms resolvedTerms, Keyset keys, List<? extends Record> window) {
        boolean whole = query.count() != Query.Count.NONE
                || !query.facets().isEmpty()
                || query.page().offset() > 0;
        List<Set<UUID>> groups =
                resolvedTerms.groups().stream().<Set<UUID>>map(Set::copyOf).toList();
        Sort sort = query.sort();
        if (whole || sort.first().field().kind() != FieldType.DATE) {
            return new ListPageDependency(
                    groups, Set.copyOf(resolvedTerms.excluded()), query.filters(), sort, null, null, whole);
        }
        PageRequest page = query.page();
        String cursor = keys.startValue(page);
        Instant begin = cursor == null ? null : Instant.parse(cursor);
        Instant end = window.size() > page.limit() ? date(keys, window.get(window.size() - 1)) : null;
        boolean downwards = sort.first().descending() == (page.before() == null);
        return new ListPageDependency(
                groups,
                Set.copyOf(resolvedTerms.excluded()),
                query.filters(),
                sort,
                downwards ? end : begin,
                downwards ? begin : end,
                false);
    }

    private static Instant date(Keyset keys, Record row) {
        return ((OffsetDateTime) row.get(keys.keys().get(0).field())).toInstant();
    }

    /**
     * The smallest group of terms of which every article of the list has one; empty if there are no groups. The
     * recorder stores the dependency under these terms, so the smallest group costs the fewest entries.
     */
    Set<UUID> smallestTermGroup() {
        Set<UUID> under = Set.of();
        for (Set<UUID> group : termGroups) {
            under = under.isEmpty() || group.size() < under.size() ? group : under;
        }
        return under;
    }

    @Override
    public boolean isAffectedBy(PublishedArticleChanged change) {
        return isShown(change.before()) || isShown(change.after());
    }

    private boolean isShown(@Nullable PublishedSnapshot copy) {
        return copy != null && isListed(copy) && isOnPage(copy);
    }

    private boolean isListed(PublishedSnapshot copy) {
        return termGroups.stream().allMatch(group -> group.stream().anyMatch(copy.terms()::contains))
                && excludedTerms.stream().noneMatch(copy.terms()::contains)
                && filters.stream().allMatch(filter -> filter.mayMatch(copy));
    }

    private boolean isOnPage(PublishedSnapshot copy) {
        Instant date = sort.date(copy);
        return wholeList
                || date == null
                || (oldest == null || !date.isBefore(oldest)) && (newest == null || !date.isAfter(newest));
    }
}
