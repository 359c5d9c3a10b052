package dev.broadsheet.publications.list.sql;

import java.util.List;
import java.util.UUID;

/**
 * The terms of a query, resolved to ids.
 *
 * @param groups an article has at least one term of each group; in an empty group no name was found
 * @param leadGroup index of the group with the fewest rows to read for a page; -1 if there is none
 * @param excluded terms that an article must not have
 * @param leadRows number of rows of the lead group; {@link Integer#MAX_VALUE} if there are many or they weren't counted
 */
public record ResolvedTerms(List<List<UUID>> groups, int leadGroup, List<UUID> excluded, int leadRows) {

    public ResolvedTerms(List<List<UUID>> all, int first, List<UUID> none) {
        this(all, first, none, Integer.MAX_VALUE);
    }

    /** The group that a list starts from; empty if there is none. */
    List<UUID> lead() {
        return leadGroup < 0 ? List.of() : groups.get(leadGroup);
    }

    /** All groups except the lead group. */
    List<List<UUID>> others() {
        return leadGroup < 0
                ? groups
                : java.util.stream.IntStream.range(0, groups.size())
                        .filter(i -> i != leadGroup)
                        .mapToObj(groups::get)
                        .toList();
    }
}
