package dev.broadsheet.kernel.request.body;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/**
 * Receives a body after all other filters, the key check included, have passed the request, and before a worker thread
 * runs the endpoint. So a refused request costs no memory, and a slow client occupies no thread.
 */
public class BodyReceiver {

    public static final Set<HttpMethod> BODYLESS_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** The routing attribute that holds the {@link IncomingBody}. */
    static final String BODY = BodyReceiver.class.getName();

    private final BodySettings settings;
    private final BodyLimit limits;
    private final BodyBudgets resources;
    private final BodyProgress progress;

    @Inject
    BodyReceiver(BodySettings settings, BodyLimit limits, BodyBudgets resources, BodyProgress progress) {
        this.settings = settings;
        this.limits = limits;
        this.resources = resources;
        this.progress = progress;
    }

    @ServerRequestFilter(priority = Priorities.USER + 1000)
    public @Nullable Uni<Void> receive(ContainerRequestContext request, ResourceInfo endpoint, RoutingContext routing) {
        if (BODYLESS_METHODS.contains(routing.request().method())) {
            return null;
        }
        String encoding = routing.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            // RFC 9110, section 12.5.3: Accept-Encoding in a 415 lists the encodings that a request may use.
            throw new Problem(
                            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                            "A body with Content-Encoding is not read. Send it uncompressed.")
                    .header("Accept-Encoding", "identity");
        }
        Context context = Vertx.currentContext();
        IncomingBody body = new IncomingBody(routing, context, settings, limits, resources, progress);
        CurrentRequestManager.get().registerCompletionCallback(done -> body.close());
        routing.put(BODY, body);
        return Uni.createFrom()
                .emitter(waiting -> context.runOnContext(here -> body.receive()
                        .compose(complete -> body.open())
                        .onSuccess(request::setEntityStream)
                        .<Void>mapEmpty()
                        .onSuccess(waiting::complete)
                        .onFailure(waiting::fail)));
    }
}
