package dev.broadsheet.kernel.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;

/** 308 from a former name to the present one. */
@RequestScoped
public class MovedResponse {

    /** Path segments of {@code /api/{collection}/{name}}. */
    private static final int NAMED = 3;

    private final UriInfo uri;
    private final PublicUrl address;

    MovedResponse(UriInfo uri, PublicUrl address) {
        this.uri = uri;
        this.address = address;
    }

    /**
     * To the same URL below another name, query included. Must be revalidated although 308 is permanent: two that were
     * kept from a renaming and its reversal would lead in a circle.
     *
     * @param collection such as {@code articles}
     */
    public <T> RestResponse<T> to(String collection, String name) {
        UriBuilder target = UriBuilder.fromPath("/api").path(collection).segment(name);
        uri.getPathSegments().stream().skip(NAMED).forEach(segment -> target.segment(segment.getPath()));
        return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.PERMANENT_REDIRECT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(
                        HttpHeaders.LOCATION,
                        address.of(target.replaceQuery(uri.getRequestUri().getRawQuery())
                                .build()
                                .toString()))
                .build();
    }
}
