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
 * Refuses what would ask the database while that is known to be unreachable, so that nobody waits for it. Looks twice: on
 * the event loop, before a worker thread is taken, and when the request got one, which it may have queued for since before
 * the database went away.
 */
@ApplicationScoped
class DatabaseGuard {

    private static final String NEEDS_DATABASE = "/api/";

    /** Behind the cached responses and the check of the URL, before everything else. */
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
