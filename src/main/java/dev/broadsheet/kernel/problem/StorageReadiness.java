package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: DOWN for a minute after a write failed for lack of disk space, and while the file system of the data
 * folder has less than 4 MiB left. After that minute it is UP again, because a node that is DOWN gets no requests and
 * so can't try another write.
 */
@Readiness
@ApplicationScoped
class StorageReadiness implements AsyncHealthCheck {

    private static final Duration DOWN_AFTER_FAILURE = Duration.ofMinutes(1);
    private static final long BYTES_NEEDED = 4 * 1024 * 1024;

    private final Path folder;
    private final Clock clock;
    private volatile long fullUntil;

    StorageReadiness(@ConfigProperty(name = "broadsheet.data") Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Starts the minute of DOWN if the problem is a full disk. */
    void recordProblem(Problem problem) {
        if (problem.code() == ProblemCode.INSUFFICIENT_STORAGE) {
            fullUntil = clock.millis() + DOWN_AFTER_FAILURE.toMillis();
        }
    }

    /** Runs on the event loop, so that it answers even when all worker threads are in use. */
    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::check);
    }

    private HealthCheckResponse check() {
        HealthCheckResponseBuilder storage = HealthCheckResponse.named("Storage");
        if (clock.millis() < fullUntil) {
            return storage.down()
                    .withData("reason", "The last write failed because the disk is full.")
                    .build();
        }
        try {
            // A data folder that doesn't exist isn't used: the database is elsewhere.
            if (Files.exists(folder) && Files.getFileStore(folder).getUsableSpace() < BYTES_NEEDED) {
                return storage.down()
                        .withData("reason", "The disk of the data folder is full.")
                        .build();
            }
        } catch (IOException unknown) {
            return storage.down()
                    .withData("reason", "The disk of the data folder can't be looked at.")
                    .build();
        }
        return storage.up().build();
    }
}
