package dev.broadsheet.kernel.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Removes media types that a request excludes by {@code q=0} (RFC 9110 section 12.4.2). RESTEasy treats such a range as
 * accepted. The filter therefore replaces the Accept header by the list of types that remain acceptable, each by name.
 * RESTEasy then matches as usual and answers 406 if the endpoint produces none of them.
 */
class AcceptHeaderFilter {

    private static final Pattern EXCLUDED =
            Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*([,;]|$)", Pattern.CASE_INSENSITIVE);

    /**
     * All media types that endpoints produce, in order of preference. A test compares them with the OpenAPI document.
     */
    static final List<MediaType> PRODUCED = List.of(
            MediaType.APPLICATION_JSON_TYPE,
            new MediaType("text", "markdown"),
            MediaType.TEXT_HTML_TYPE,
            MediaType.TEXT_PLAIN_TYPE,
            new MediaType("application", "x-ndjson"),
            new MediaType("text", "csv"),
            MediaType.APPLICATION_OCTET_STREAM_TYPE);

    /** A type that no endpoint produces. An empty header would accept everything. */
    private static final String NO_TYPE = "application/x-nothing";

    @ServerRequestFilter(preMatching = true)
    public void replace(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || !EXCLUDED.matcher(accept).find()) {
            return;
        }
        MediaRanges ranges = new MediaRanges(request.getAcceptableMediaTypes());
        String left = PRODUCED.stream()
                .filter(ranges::accepts)
                .map(type -> type + ";q=" + ranges.quality(type))
                .collect(Collectors.joining(", "));
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, left.isEmpty() ? NO_TYPE : left);
    }
}
