package dev.broadsheet.access.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that wait for a worker thread. Quarkus hides the length of the queue itself. */
@ApplicationScoped
class WaitingRequests {

    private static final String WAITING = WaitingRequests.class.getName();

    private final AtomicInteger count = new AtomicInteger();

    WaitingRequests(MeterRegistry meters) {
        meters.gauge("broadsheet.limits.waiting", count);
    }

    int count() {
        return count.get();
    }

    /** Counts the request until {@link #remove}, or until it ends without a worker. */
    void add(RoutingContext request) {
        count.incrementAndGet();
        request.put(WAITING, new AtomicBoolean(true));
        request.addEndHandler(ended -> remove(request));
    }

    void remove(RoutingContext request) {
        AtomicBoolean waiting = request.get(WAITING);
        if (waiting != null && waiting.compareAndSet(true, false)) {
            count.decrementAndGet();
        }
    }
}
