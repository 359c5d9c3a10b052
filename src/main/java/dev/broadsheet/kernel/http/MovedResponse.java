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

/** 308 from a former name to the present one, with the new address in the body as well. */
@RequestScoped
public class MovedResponse {

    /** Path segments of {@code /api/{collection}/{name}}. */
    private static final int NAMED = 3;

    private final UriInfo uri;
    private final PublicUrl publicUrl;
    private final ObjectMapper json;

    MovedResponse(UriInfo uri, PublicUrl publicUrl, ObjectMapper json) {
        this.uri = uri;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    /** Plain JSON: a redirect is no problem, and {@code fetch} with {@code redirect: "manual"} hides the headers. */
    @Schema(name = "Moved", description = "Where it is now; the same as the header Location.")
    record Moved(
            @Schema(examples = "moved") String code,
            @Schema(examples = "308") int status,
            @Schema(examples = "/api/articles/summit-ends") String location) {}

    /**
     * To the same URL below another name, query included; to be thrown, so that its body doesn't pass through what the
     * endpoint answers otherwise. Must be revalidated although 308 is permanent: two that were kept from a renaming and its
     * reversal would lead in a circle.
     *
     * @param collection such as {@code articles}
     * @param name the slug
     */
    public RedirectionException to(String collection, String name) {
        URI asked = uri.getRequestUri();
        StringBuilder target =
                new StringBuilder("/api/").append(collection).append('/').append(name);
        // The raw path: decoded, a slash within a name would be a segment more.
        Arrays.stream(asked.getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .skip(NAMED)
                .forEach(segment -> target.append('/').append(segment));
        if (asked.getRawQuery() != null) {
            target.append('?').append(asked.getRawQuery());
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
