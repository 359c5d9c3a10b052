package dev.broadsheet.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Applies the {@link AccessRule} of each endpoint. Of the endpoints for everybody, those that also show drafts call
 * {@link CurrentCaller#require} themselves, because only they know whether a request asks for one.
 */
class AccessFilter {

    private final CurrentCaller caller;

    @Inject
    AccessFilter(CurrentCaller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(ContainerRequestContext request, ResourceInfo endpoint) {
        AccessRule rule = AccessRule.of(endpoint);
        if (rule instanceof AccessRule.KeyWith needed) {
            caller.require(needed.permission());
            if (needed.withoutRules()) {
                caller.refuseRules();
            }
        } else if (rule instanceof AccessRule.AnyKey) {
            caller.require();
        } else if (rule instanceof AccessRule.Nobody) {
            throw ForbiddenProblem.noRule();
        }
    }
}
