package dev.broadsheet.kernel.request.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Reads and discards the rest of a body after the request has been answered. Closing at once would reset the connection
 * before a client that is still sending has read the response.
 */
@ApplicationScoped
public class UnreadBody {

    /** The client is cut off after it has sent the path's limit this many times. */
    private static final long LIMIT_FACTOR = 16;

    /** RFC 9113, section 8.1: the response is complete, and the rest of the body is not needed. */
    private static final long NO_ERROR = 0;

    private final BodyLimit limits;
    private final BodyProgress progress;

    UnreadBody(BodyLimit limits, BodyProgress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /** Call on the event loop once the response is written. A client that sends too much or stalls is cut off. */
    public void discard(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.isEnded()) {
            return;
        }
        if (request.response().getStatusCode() == 408) {
            cutOff(request);
            return;
        }
        new Rest(request, LIMIT_FACTOR * limits.of(routing)).discard();
    }

    /**
     * Resets only the stream in HTTP/2 (RFC 9113, section 8.2.2), because the connection carries other requests too.
     */
    public static void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }

    private final class Rest {

        private final HttpServerRequest request;
        private final BodyProgress.Watch watch;
        private final long max;
        private long discarded;

        Rest(HttpServerRequest request, long max) {
            this.request = request;
            this.max = max;
            watch = progress.watch(request, this::cutOff);
        }

        void discard() {
            request.exceptionHandler(gone -> watch.stop())
                    .endHandler(end -> watch.stop())
                    .handler(this::add)
                    .resume();
        }

        private void add(Buffer part) {
            watch.add(part.length());
            discarded += part.length();
            if (discarded > max) {
                cutOff();
            }
        }

        private void cutOff() {
            watch.stop();
            UnreadBody.cutOff(request);
        }
    }
}
