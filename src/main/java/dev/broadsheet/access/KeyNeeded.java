package dev.broadsheet.access;

import dev.broadsheet.kernel.http.Open;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Denies by default: whatever is not a read needs a key, on every endpoint there is or will be, unless it says
 * {@link Open}. Reads of the newsroom's side ask {@link Caller#require} themselves, because only they know when a read
 * shows a draft.
 */
class KeyNeeded {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Caller caller;

    @Inject
    KeyNeeded(Caller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void guard(ContainerRequestContext request, ResourceInfo endpoint) {
        if (!SAFE.contains(request.getMethod()) && !isOpen(endpoint)) {
            caller.require();
        }
    }

    private static boolean isOpen(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().isAnnotationPresent(Open.class)
                || endpoint.getResourceClass().isAnnotationPresent(Open.class);
    }
}
