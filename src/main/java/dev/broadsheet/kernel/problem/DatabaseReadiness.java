package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.events.ChangeFeed;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: whether the heartbeat of the change feed reaches the database. Reads the feed's state in memory, so it
 * answers at once even when all connections or all worker threads are in use.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

    private final ChangeFeed changeFeed;

    DatabaseReadiness(ChangeFeed changeFeed) {
        this.changeFeed = changeFeed;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("Database connections health check")
                        .status(changeFeed.state() != ChangeFeed.State.UNREACHABLE)
                        .build());
    }
}
