package dev.broadsheet.publications;

import dev.broadsheet.answers.Copy;
import dev.broadsheet.answers.Listing;
import dev.broadsheet.answers.LiveChange;
import dev.broadsheet.kernel.Keyset;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.publications.query.Filter;
import dev.broadsheet.publications.query.Kind;
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
 * What one answer shows of a list: its conditions, and from when to when the page goes. A change concerns it if the
 * article is there, or was; one that comes or goes on another page does not.
 *
 * @param oldest null for the end of the list; or if it isn't sorted by date, for then any place may be on the page
 * @param newest likewise
 * @param whole whether the answer counts the list, or the place of its page: then any article of the list concerns it
 */
record ListedPart(
        List<Set<UUID>> groups,
        Set<UUID> none,
        List<Filter> filters,
        Sort sort,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        boolean whole)
        implements Listing {

    /** @param window the rows of the page and one more, if there is one */
    static ListedPart of(Query query, Carried carried, Keyset keys, List<? extends Record> window) {
        boolean whole = query.count() != Query.Count.NONE
                || !query.facets().isEmpty()
                || query.page().offset() > 0;
        List<Set<UUID>> groups =
                carried.all().stream().<Set<UUID>>map(Set::copyOf).toList();
        Sort sort = query.sort();
        if (whole || sort.first().field().kind() != Kind.DATE) {
            return new ListedPart(groups, Set.copyOf(carried.none()), query.filters(), sort, null, null, whole);
        }
        PageRequest page = query.page();
        String cursor = keys.begin(page);
        Instant begin = cursor == null ? null : Instant.parse(cursor);
        Instant end = window.size() > page.limit() ? date(keys, window.get(window.size() - 1)) : null;
        boolean downwards = sort.first().descending() == (page.before() == null);
        return new ListedPart(
                groups,
                Set.copyOf(carried.none()),
                query.filters(),
                sort,
                downwards ? end : begin,
                downwards ? begin : end,
                false);
    }

    private static Instant date(Keyset keys, Record row) {
        return ((OffsetDateTime) row.get(keys.keys().get(0).field())).toInstant();
    }

    /** One that all articles of the list are under one of, if there is any: the smallest is the best. */
    Set<UUID> under() {
        Set<UUID> under = Set.of();
        for (Set<UUID> group : groups) {
            under = under.isEmpty() || group.size() < under.size() ? group : under;
        }
        return under;
    }

    @Override
    public boolean isAlteredBy(LiveChange change) {
        return isHere(change.before()) || isHere(change.after());
    }

    private boolean isHere(@Nullable Copy copy) {
        return copy != null && isListed(copy) && isOnPage(copy);
    }

    private boolean isListed(Copy copy) {
        return groups.stream().allMatch(group -> group.stream().anyMatch(copy.terms()::contains))
                && none.stream().noneMatch(copy.terms()::contains)
                && filters.stream().allMatch(filter -> filter.mayHold(copy));
    }

    private boolean isOnPage(Copy copy) {
        Instant date = sort.date(copy);
        return whole
                || date == null
                || (oldest == null || !date.isBefore(oldest)) && (newest == null || !date.isAfter(newest));
    }
}
