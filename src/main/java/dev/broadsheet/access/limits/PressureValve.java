package dev.broadsheet.access.limits;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses requests with 503 while the node is overloaded, so that those it has accepted are answered in time. Runs on
 * the event loop, after {@code CacheHandler}: responses from the cache are always sent, and so are health and metrics.
 *
 * <p>The number of waiting requests stops a burst at once. The time that they wait means the same on a slow machine.
 */
@ApplicationScoped
class PressureValve {

    /** After the cache, and after the checks of the URL and the database. */
    private static final int ORDER = Integer.MIN_VALUE + 3;

    private static final String MANAGEMENT = "/q/";
    private static final String RETRY_SECONDS = "5";

    private final LimitSettings settings;
    private final WaitingRequests waiting;
    private final WorkerDelay workers;
    private final HeapUsage heap;
    private final Counter shedForWorkers;
    private final Counter shedForHeap;

    @Inject
    PressureValve(
            LimitSettings settings,
            WaitingRequests waiting,
            WorkerDelay workers,
            HeapUsage heap,
            MeterRegistry meters) {
        this.settings = settings;
        this.waiting = waiting;
        this.workers = workers;
        this.heap = heap;
        this.shedForWorkers = shed("workers", meters);
        this.shedForHeap = shed("heap", meters);
    }

    private static Counter shed(String cause, MeterRegistry meters) {
        return Counter.builder("broadsheet.limits.shed")
                .description("Requests answered 503 because the node was overloaded.")
                .tag("cause", cause)
                .register(meters);
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (context.request().path().startsWith(MANAGEMENT)) {
            context.next();
        } else if (waiting.count() >= settings.maxWaiting() || workers.get().compareTo(settings.maxWorkerDelay()) > 0) {
            shed(shedForWorkers, context);
        } else if (heap.percent() > settings.maxHeapPercent()) {
            shed(shedForHeap, context);
        } else {
            waiting.add(context);
            context.next();
        }
    }

    /** The first filter on the worker thread. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 200)
    public void onWorker(RoutingContext context) {
        waiting.remove(context);
    }

    private static void shed(Counter counter, RoutingContext context) {
        counter.increment();
        context.fail(new Problem(
                        ProblemCode.BUSY, "The server has more requests than it can answer in time. Try again shortly.")
                .header("Retry-After", RETRY_SECONDS));
    }
}
