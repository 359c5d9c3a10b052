package dev.broadsheet.media.worker.process;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param processor processor time of the worker for one job
 * @param wall from the call to its answer, waiting included
 * @param idle how long the process outlives its last job
 */
public record Deadlines(Duration processor, Duration wall, Duration idle) {

    public static final Deadlines DEFAULT =
            new Deadlines(Duration.ofMillis(4500), Duration.ofSeconds(6), Duration.ofMinutes(1));
}
