package dev.broadsheet.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A failure and what lies behind it: the chain of causes, the nearest first, and then what was suppressed on the way. A
 * commit that fails tells why in the latter alone.
 */
public final class CauseChain {

    /** Of a chain that leads back into itself, or has no end to speak of. */
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
