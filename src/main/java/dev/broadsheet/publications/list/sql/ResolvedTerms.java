package dev.broadsheet.publications.list.sql;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The terms of a query, resolved to ids.
 *
 * @param groups an article must have at least one term of each group; a group is empty if none of its names was found
 * @param leadGroup index of the group with the fewest rows to read for a page; -1 if there is none
 * @param excluded terms that an article must not have
 * @param leadRows number of rows of the lead group; {@link Integer#MAX_VALUE} if there are many or they weren't counted
 */
public record ResolvedTerms(List<List<UUID>> groups, int leadGroup, List<UUID> excluded, int leadRows) {

    public ResolvedTerms(List<List<UUID>> groups, int leadGroup, List<UUID> excluded) {
        this(groups, leadGroup, excluded, Integer.MAX_VALUE);
    }

    /**
     * The terms for a list of the past. Includes merged terms, because a copy of that time may still have their ids.
     * Has no lead group, because lists of the past don't start from term rows.
     *
     * @param former the ids of the terms that were merged into a term
     */
    ResolvedTerms withFormerIds(Map<UUID, List<UUID>> former) {
        return new ResolvedTerms(
                groups.stream().map(group -> withFormerIds(group, former)).toList(),
                -1,
                withFormerIds(excluded, former));
    }

    private static List<UUID> withFormerIds(List<UUID> terms, Map<UUID, List<UUID>> former) {
        return terms.stream()
                .flatMap(term -> Stream.concat(Stream.of(term), former.getOrDefault(term, List.of()).stream()))
                .toList();
    }

    /** All ids, of the groups and the excluded ones. */
    List<UUID> all() {
        return Stream.concat(groups.stream().flatMap(List::stream), excluded.stream())
                .toList();
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
