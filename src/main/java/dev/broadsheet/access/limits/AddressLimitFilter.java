package dev.broadsheet.access.limits;

import dev.broadsheet.access.AccessRule;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Limits the requests from an address before the key is checked. Runs on the worker thread: a valid key passes even if
 * its address has used up the rate, and finding the key takes a statement. Responses from the cache never come here.
 */
class AddressLimitFilter {

    private final LimitSettings settings;
    private final ClientAddress addresses;
    private final CurrentCaller caller;
    private final RateLimiter limiter;

    AddressLimitFilter(
            LimitSettings settings, ClientAddress addresses, CurrentCaller caller, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.addresses = addresses;
        this.caller = caller;
        this.limiter = new RateLimiter("address", clock, meters);
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 50)
    public void check(HttpServerRequest request, ResourceInfo endpoint) {
        boolean hasKey = request.headers().contains(HttpHeaders.AUTHORIZATION);
        if (!hasKey && !settings.liveReads() && AccessRule.of(endpoint) instanceof AccessRule.Everybody) {
            return;
        }
        Quota quota = limiter.take(addresses.of(request), settings.address());
        if (!quota.allowed() && !(hasKey && isKeyValid())) {
            throw quota.exceeded("This address has sent too many requests.");
        }
    }

    private boolean isKeyValid() {
        try {
            caller.require();
            return true;
        } catch (Problem refusal) {
            if (refusal.code() == ProblemCode.UNAUTHORIZED) {
                return false;
            }
            throw refusal;
        }
    }
}
