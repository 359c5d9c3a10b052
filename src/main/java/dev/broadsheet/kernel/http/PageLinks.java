package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Puts the neighbours of a page into the {@code Link} header (RFC 8288), so that a script need not read the body. */
@RequestScoped
public class PageLinks {

    private static final Set<String> PLACES = Set.of("after", "before", "offset");

    private final UriInfo uri;

    PageLinks(UriInfo uri) {
        this.uri = uri;
    }

    public <T> RestResponse<Page<T>> answer(Page<T> page) {
        var response = RestResponse.ResponseBuilder.ok(page);
        String links = of(page.page());
        return links.isEmpty()
                ? response.build()
                : response.header(HttpHeaders.LINK, links).build();
    }

    public String of(Page.Facts page) {
        String next = link("after", page.next(), "next");
        String prev = link("before", page.prev(), "prev");
        return next.isEmpty() || prev.isEmpty() ? next + prev : next + ", " + prev;
    }

    private String link(String parameter, @Nullable String cursor, String relation) {
        if (cursor == null) {
            return "";
        }
        URI request = uri.getRequestUri();
        String address = request.toString();
        String query = request.getRawQuery();
        String others = query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(sent -> !PLACES.contains(sent.split("=", 2)[0]))
                        .map(sent -> sent + "&")
                        .collect(Collectors.joining());
        int path = query == null ? address.length() : address.length() - query.length() - 1;
        String target = address.substring(0, path) + "?" + others + parameter + "=" + cursor;
        return "<" + target + ">; rel=\"" + relation + "\"";
    }
}
