package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.InternalProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.problem.ProblemWriter;
import dev.broadsheet.kernel.request.body.BodyLimit;
import dev.broadsheet.kernel.request.body.BodyReceiver;
import dev.broadsheet.kernel.request.body.UnreadBody;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Answers requests that are refused before they reach RESTEasy, also with problem details: a URL that can't be decoded,
 * a body whose Content-Length exceeds the limit. Runs on the event loop and never blocks.
 */
@ApplicationScoped
class RequestGuard {

    /** The routing attribute with RESTEasy's body limit; RESTEasy enforces it with a 413 that has no body. */
    private static final String QUARKUS_LIMIT = "io.quarkus.max-request-size";

    /** How many pipelined requests may nest on one call stack. */
    private static final int MAX_DEPTH = 16;

    private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

    private final ProblemWriter writer;
    private final BodyLimit limit;
    private final UnreadBody unread;
    private final ConnectionDraining draining;
    private final HttpDate date;

    @Inject
    RequestGuard(ProblemWriter writer, BodyLimit limit, UnreadBody unread, ConnectionDraining draining, HttpDate date) {
        this.writer = writer;
        this.limit = limit;
        this.unread = unread;
        this.draining = draining;
        this.date = date;
    }

    /** Priority 0 registers these routes ahead of other routes of the same order. */
    void registerRoutes(@Observes @Priority(0) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::limitDepth);
        router.route().order(Integer.MIN_VALUE + 1).handler(context -> {
            context.response().headers().set(HttpHeaders.DATE, date.now());
            context.addHeadersEndHandler(head -> draining.drainIfShuttingDown(context));
            refuseInvalidUrl(context);
        });
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::refuseTooLarge);
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(context -> {
            context.remove(QUARKUS_LIMIT); // IncomingBody counts instead, and answers with a problem
            context.next();
        });
        // A request that Vert.x can't match against the routes never reaches a route handler.
        router.errorHandler(400, context -> writer.end(invalidUrl(), context.request()));
        router.route().order(Integer.MAX_VALUE - 1).failureHandler(this::refuse);
    }

    /**
     * Limits the call stack of pipelined requests. On an HTTP/1.1 connection, Vert.x begins the next pipelined request
     * where the previous one ended, on the same stack. A few hundred requests that are answered at once would overflow
     * it.
     */
    private void limitDepth(RoutingContext context) {
        draining.drainIfShuttingDown(context);
        discardUnreadBody(context);
        int[] depth = DEPTH.get();
        if (depth[0] < MAX_DEPTH) {
            depth[0]++;
            try {
                context.next();
            } finally {
                depth[0]--;
            }
        } else {
            context.request().pause();
            context.vertx().getOrCreateContext().runOnContext(later -> {
                context.request().resume();
                limitDepth(context);
            });
        }
    }

    /**
     * Answers an invalid URL with a problem. Vert.x' own check answers without a body, so the main class and the tests
     * switch it off ({@code vertx.disableURIValidation}).
     */
    private static void refuseInvalidUrl(RoutingContext context) {
        String url = context.request().uri();
        try {
            new URI(url);
            URLDecoder.decode(url, StandardCharsets.UTF_8);
            keepSemicolons(context);
            context.next();
        } catch (URISyntaxException | IllegalArgumentException invalid) {
            context.fail(invalidUrl());
        }
    }

    private static Problem invalidUrl() {
        return new Problem(
                ProblemCode.MALFORMED, "The URL is not valid: a character in it must be percent-encoded (RFC 3986).");
    }

    private void refuseTooLarge(RoutingContext context) {
        String announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        HttpServerRequest request = context.request();
        long allowed = limit.of(context);
        if (announced == null || Long.parseLong(announced) <= allowed) {
            context.next();
            return;
        }
        if (request.getHeader(HttpHeaders.EXPECT) != null) {
            // The client waits for 100 Continue before it sends the body, and now won't send it.
            if (request.version() != HttpVersion.HTTP_2) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            context.addEndHandler(sent -> UnreadBody.cutOff(request));
        }
        writer.end(limit.exceeded(allowed), request);
    }

    /** Vert.x also splits parameters at semicolons, as HTML 4 advised. The URL Standard splits at & alone. */
    private static void keepSemicolons(RoutingContext context) {
        String query = context.request().query();
        if (query != null && query.indexOf(';') >= 0) {
            MultiMap parameters = context.queryParams().clear();
            UrlNormalizer.parameters(context.request().uri()).forEach(parameters::add);
        }
    }

    private void discardUnreadBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!BodyReceiver.BODYLESS_METHODS.contains(request.method())
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            context.addEndHandler(answered -> unread.discard(context));
        }
    }

    private void refuse(RoutingContext context) {
        writer.end(problem(context.statusCode(), context.failure()), context.request());
    }

    private static Problem problem(int status, @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        return switch (status) {
            case 404 -> new Problem(ProblemCode.NOT_FOUND, "There is nothing at this path.");
            case 405 -> new Problem(ProblemCode.METHOD_NOT_ALLOWED, "This URL does not take that method.");
            case 413 -> new Problem(ProblemCode.TOO_LARGE, "The body is larger than this URL takes.");
            case 503 -> new Problem(ProblemCode.UNAVAILABLE, "The server is busy.").header("Retry-After", "5");
            default ->
                status >= 400 && status < 500
                        ? new Problem(ProblemCode.MALFORMED, "The URL or a header can't be decoded.")
                        : new InternalProblem(
                                failure == null ? new IllegalStateException("status " + status) : failure);
        };
    }
}
