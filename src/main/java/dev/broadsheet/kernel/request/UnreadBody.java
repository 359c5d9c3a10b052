package dev.broadsheet.kernel.request;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Reads and discards what is left of a body after the request has been answered. Closing at once would reset the
 * connection before a client that is still sending has read the answer.
 */
@ApplicationScoped
public class UnreadBody {

    /** How many times the path's limit is read before the client is cut off. */
    private static final long PATIENCE = 16;

    /** RFC 9113, section 8.1: the answer is complete, and the rest of the body is not needed. */
    private static final long NO_ERROR = 0;

    private final BodyLimit limits;
    private final BodySettings settings;
    private final Vertx vertx;

    UnreadBody(BodyLimit limits, BodySettings settings, Vertx vertx) {
        this.limits = limits;
        this.settings = settings;
        this.vertx = vertx;
    }

    /** On the event loop, once the answer is written. A client that goes on too long or stops is cut off. */
    public void discard(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.isEnded()) {
            return;
        }
        if (request.response().getStatusCode() == 408) {
            cutOff(request);
            return;
        }
        Rest rest = new Rest(request, PATIENCE * limits.of(routing));
        long timer = vertx.setPeriodic(settings.idleTimeout().toMillis(), tick -> rest.checkProgress());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(part -> rest.add(part.length()));
        request.resume();
    }

    /** A connection of HTTP/2 carries other requests too: only the stream is reset (RFC 9113, section 8.2.2). */
    public static void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    private static final class Rest {

        private final HttpServerRequest request;
        private final long most;
        private long discarded;
        private long discardedBefore;

        Rest(HttpServerRequest request, long most) {
            this.request = request;
            this.most = most;
        }

        void add(int bytes) {
            discarded += bytes;
            if (discarded > most) {
                cutOff(request);
            }
        }

        void checkProgress() {
            if (discarded - discardedBefore < IncomingBody.MIN_PROGRESS) {
                cutOff(request);
            }
            discardedBefore = discarded;
        }
    }
}
