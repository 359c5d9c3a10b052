package dev.broadsheet.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A failure, its causes from the nearest to the root, and then the exceptions that any of them suppressed. A failed
 * commit gives its reason only in a suppressed exception.
 */
public final class CauseChain {

    /** Limit for cyclic or very long chains. */
    private static final int MAX_CAUSES = 50;

    private CauseChain() {}

    public static Stream<Throwable> of(Throwable failure) {
        List<Throwable> found = new ArrayList<>();
        collect(failure, found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found.stream();
    }

    private static void collect(@Nullable Throwable first, List<Throwable> found, Set<Throwable> seen) {
        int from = found.size();
        for (Throwable link = first;
                link != null && found.size() < MAX_CAUSES && seen.add(link);
                link = link.getCause()) {
            found.add(link);
        }
        for (Throwable link : List.copyOf(found.subList(from, found.size()))) {
            for (Throwable suppressed : link.getSuppressed()) {
                collect(suppressed, found, seen);
            }
        }
    }
}
