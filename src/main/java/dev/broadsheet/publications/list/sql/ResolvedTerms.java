package dev.broadsheet.publications.list.sql;

import java.util.List;
import java.util.UUID;

/**
 * The terms of a query, found.
 *
 * @param groups of each group an article carries one at least; of an empty one, none is known
 * @param leadGroup which group has the fewest rows to look through for a page; -1 if there is none
 * @param excluded what an article must not carry
 * @param leadRows how many the first group has; {@link Integer#MAX_VALUE} if that is many or nobody asked
 */
public record ResolvedTerms(List<List<UUID>> groups, int leadGroup, List<UUID> excluded, int leadRows) {

    public ResolvedTerms(List<List<UUID>> all, int first, List<UUID> none) {
        this(all, first, none, Integer.MAX_VALUE);
    }

    /** The group that a list begins with; empty if there is none. */
    List<UUID> lead() {
        return leadGroup < 0 ? List.of() : groups.get(leadGroup);
    }

    /** All groups but that one. */
    List<List<UUID>> others() {
        return leadGroup < 0
                ? groups
                : java.util.stream.IntStream.range(0, groups.size())
                        .filter(i -> i != leadGroup)
                        .mapToObj(groups::get)
                        .toList();
    }
}
