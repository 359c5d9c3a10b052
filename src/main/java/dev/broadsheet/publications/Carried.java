package dev.broadsheet.publications;

import java.util.List;
import java.util.UUID;

/**
 * The terms of a query, found.
 *
 * @param all of each group an article carries one at least; of an empty one, none is known
 * @param first which group has the fewest rows to look through for a page; -1 if there is none
 * @param none what an article must not carry
 * @param rows how many the first group has; {@link Integer#MAX_VALUE} if that is many or nobody asked
 */
record Carried(List<List<UUID>> all, int first, List<UUID> none, int rows) {

    Carried(List<List<UUID>> all, int first, List<UUID> none) {
        this(all, first, none, Integer.MAX_VALUE);
    }

    /** The group that a list begins with; empty if there is none. */
    List<UUID> lead() {
        return first < 0 ? List.of() : all.get(first);
    }

    /** All groups but that one. */
    List<List<UUID>> others() {
        return first < 0
                ? all
                : java.util.stream.IntStream.range(0, all.size())
                        .filter(i -> i != first)
                        .mapToObj(all::get)
                        .toList();
    }
}
