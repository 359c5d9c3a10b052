package dev.broadsheet.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Denies by default, by {@link KeyRequirement}. Reads of the write side call {@link CurrentCaller#require} themselves,
 * because only the endpoint knows whether a read shows a draft.
 */
class KeyRequiredFilter {

    private final CurrentCaller caller;

    @Inject
    KeyRequiredFilter(CurrentCaller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ContainerRequestContext request, ResourceInfo endpoint) {
        if (KeyRequirement.appliesTo(request.getMethod(), endpoint)) {
            caller.require();
        }
    }
}
