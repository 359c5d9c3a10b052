package dev.broadsheet.kernel.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Media types that a request excludes by {@code q=0} (RFC 9110 section 12.4.2). The framework takes such a range for one
 * that is accepted, so the Accept header is replaced by the types that are left, each by its name. The
 * framework then matches as usual, and answers 406 if the URL has none of those.
 */
class AcceptHeaderFilter {

    private static final Pattern EXCLUDED =
            Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*([,;]|$)", Pattern.CASE_INSENSITIVE);

    /** All that any endpoint produces, in the order of preference. A test compares them with the published contract. */
    static final List<MediaType> PRODUCED = List.of(
            MediaType.APPLICATION_JSON_TYPE,
            new MediaType("text", "markdown"),
            MediaType.TEXT_HTML_TYPE,
            MediaType.TEXT_PLAIN_TYPE,
            new MediaType("application", "x-ndjson"),
            new MediaType("text", "csv"));

    /** A type that no endpoint has: an empty header would accept everything. */
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
