package dev.broadsheet.kernel;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A failure and what lies behind it, the nearest first. */
public final class Causes {

    /** A chain may lead back into itself. */
    private static final int MAX_DEPTH = 20;

    private Causes() {}

    public static Stream<Throwable> of(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, t -> t == null ? null : t.getCause())
                .limit(MAX_DEPTH)
                .map(Throwable.class::cast);
    }
}
