package dev.broadsheet.access;

import dev.broadsheet.kernel.request.PublicRead;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Denies by default: every request that is not GET, HEAD or OPTIONS needs a key, unless the endpoint is marked
 * {@link PublicRead}. Reads of the write side call {@link CurrentCaller#require} themselves, because only the endpoint
 * knows whether a read shows a draft.
 */
class KeyRequiredFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final CurrentCaller caller;

    @Inject
    KeyRequiredFilter(CurrentCaller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ContainerRequestContext request, ResourceInfo endpoint) {
        if (!SAFE.contains(request.getMethod()) && !isOpen(endpoint)) {
            caller.require();
        }
    }

    private static boolean isOpen(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(PublicRead.class)
                || endpoint.getResourceClass().isAnnotationPresent(PublicRead.class);
    }
}
