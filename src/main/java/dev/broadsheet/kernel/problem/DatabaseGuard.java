package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.events.ChangeFeed;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses requests that need the database while it is known to be unreachable, so that no thread waits for it. Checks
 * twice: on the event loop, before a worker thread is taken, and on the worker thread, because the request may have
 * been queued for one since before the outage.
 */
@ApplicationScoped
class DatabaseGuard {

    private static final String NEEDS_DATABASE = "/api/";

    /** After {@code CacheHandler}, which can answer without the database, and after the check of the URL. */
    private static final int ORDER = Integer.MIN_VALUE + 2;

    private final ChangeFeed changeFeed;

    @Inject
    DatabaseGuard(ChangeFeed changeFeed) {
        this.changeFeed = changeFeed;
    }

    void onEventLoop(@Observes Router router) {
        router.route(NEEDS_DATABASE + "*").order(ORDER).handler(context -> {
            if (isAway()) {
                context.fail(DatabaseUnavailable.alreadyKnown());
            } else {
                context.next();
            }
        });
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 100)
    public void onWorker(UriInfo uri) {
        if (isAway() && uri.getPath().startsWith(NEEDS_DATABASE)) {
            throw DatabaseUnavailable.alreadyKnown();
        }
    }

    private boolean isAway() {
        return changeFeed.state() == ChangeFeed.State.UNREACHABLE;
    }
}
