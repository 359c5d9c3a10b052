package dev.broadsheet.kernel.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Once the shutdown has begun, closes each connection with the response to its next request: {@code Connection: close}
 * in HTTP/1.1 (RFC 9112 section 9.6), GOAWAY in HTTP/2 (RFC 9113 section 6.8). Clients and proxies move to another node
 * during {@code quarkus.shutdown.delay}, while this node still answers. Quarkus does the same, but only after the
 * delay.
 */
@ApplicationScoped
class ConnectionDraining {

    private static final String ADDED = "broadsheet.draining";

    private static final Logger LOG = Logger.getLogger("dev.broadsheet");
    private static final long LINGER_MILLIS = 1000;

    private volatile boolean draining;

    void begin(@Observes ShutdownDelayInitiatedEvent shutdown) {
        LOG.info("Shutting down: readiness fails from now on; running requests are completed.");
        draining = true;
    }

    /**
     * Call at the start of a request and again when its response head is written, because the shutdown may begin in
     * between.
     */
    void drainIfShuttingDown(RoutingContext context) {
        if (!draining || context.get(ADDED) != null) {
            return;
        }
        context.put(ADDED, true);
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            // Not shutdown(): it would reset other streams after 30 s, whatever timeout it is given.
            context.addEndHandler(ended -> request.connection().goAway(0));
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(ended -> close(request, context.vertx()));
        }
    }

    /**
     * A client that is still sending gets a second to read the response; closing at once would reset the connection.
     */
    private static void close(HttpServerRequest request, Vertx vertx) {
        if (request.isEnded()) {
            request.connection().close();
        } else {
            vertx.setTimer(LINGER_MILLIS, late -> request.connection().close());
        }
    }
}
