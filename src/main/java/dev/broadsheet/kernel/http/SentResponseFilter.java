package dev.broadsheet.kernel.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.LazyResponse;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Drops the body of a response when it has been sent. An idle worker thread keeps its last request reachable, so large
 * responses would otherwise stay in the heap for as long as the pool is idle, up to 10 MiB a thread.
 */
class SentResponseFilter {

    private static final LazyResponse WITHOUT_BODY =
            new LazyResponse.Existing(Response.ok().build());

    @ServerResponseFilter
    public void dropBodyWhenSent(ContainerResponseContext response, RoutingContext routing) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        routing.addEndHandler(ended -> request.setResult(null).setResponse(WITHOUT_BODY));
    }
}
