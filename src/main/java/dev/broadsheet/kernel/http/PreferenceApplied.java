package dev.broadsheet.kernel.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells a client which of its preferences a write followed (RFC 7240 section 3). */
class PreferenceApplied {

    private final Preferences preferences;

    PreferenceApplied(Preferences preferences) {
        this.preferences = preferences;
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        boolean write = !request.getMethod().equals(HttpMethod.GET)
                && !request.getMethod().equals(HttpMethod.HEAD);
        if (write && response.getStatus() < 300 && preferences.strict()) {
            response.getHeaders().putSingle("Preference-Applied", "handling=strict");
        }
    }
}
