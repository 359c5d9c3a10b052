package dev.broadsheet.kernel.request;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
 * Receives a body after all other filters have passed the request, the check of the key included, and before the
 * endpoint's thread is claimed again. So a refused request costs no memory, and a slow one no thread.
 */
public class BodyReceiver {

    public static final Set<HttpMethod> BODYLESS_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Where the request carries its body. */
    static final String BODY = BodyReceiver.class.getName();

    private final BodySettings settings;
    private final BodyLimit limits;
    private final BodyResources resources;
    private final BodyProgress progress;

    @Inject
    BodyReceiver(BodySettings settings, BodyLimit limits, BodyResources resources, BodyProgress progress) {
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
