package dev.broadsheet.kernel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A 308 redirect from a former slug to the current one. The body repeats the new address. */
@RequestScoped
public class MovedResponse {

    /** Number of path segments in {@code /api/{collection}/{name}}. */
    private static final int NAMED = 3;

    private final UriInfo uri;
    private final PublicUrl publicUrl;
    private final ObjectMapper json;

    MovedResponse(UriInfo uri, PublicUrl publicUrl, ObjectMapper json) {
        this.uri = uri;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    /**
     * The body. It repeats the address because {@code fetch} with {@code redirect: "manual"} hides the headers. Plain
     * JSON, because a redirect is not a problem.
     */
    @Schema(name = "Moved", description = "The new location, as in the header Location.")
    record Moved(
            @Schema(examples = "moved") String code,
            @Schema(examples = "308") int status,
            @Schema(examples = "/api/articles/summit-ends") String location) {}

    /**
     * Redirects to the same URL under another name, query included. The caller throws it, so that the body bypasses the
     * endpoint's normal response. The redirect must be revalidated although 308 is permanent: two cached redirects, of
     * a renaming and of its reversal, would form a loop.
     *
     * @param collection such as {@code articles}
     * @param name the slug
     */
    public RedirectionException to(String collection, String name) {
        URI requestUri = uri.getRequestUri();
        StringBuilder target =
                new StringBuilder("/api/").append(collection).append('/').append(name);
        // The raw path: in the decoded path, a slash within a name would start another segment.
        Arrays.stream(requestUri.getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .skip(NAMED)
                .forEach(segment -> target.append('/').append(segment));
        if (requestUri.getRawQuery() != null) {
            target.append('?').append(requestUri.getRawQuery());
        }
        String location = publicUrl.of(target.toString());
        Response.Status status = Response.Status.PERMANENT_REDIRECT;
        return new RedirectionException(Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.LOCATION, location)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body(new Moved("moved", status.getStatusCode(), location)))
                .build());
    }

    private byte[] body(Moved moved) {
        try {
            return json.writeValueAsBytes(moved);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
