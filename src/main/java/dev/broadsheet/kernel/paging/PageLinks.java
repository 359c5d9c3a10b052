package dev.broadsheet.kernel.paging;

import dev.broadsheet.kernel.http.PublicUrl;
import dev.broadsheet.kernel.http.UrlNormalizer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Puts the next and previous page into the {@code Link} header (RFC 8288), so that a script need not parse the body.
 */
@RequestScoped
public class PageLinks {

    private final UriInfo uri;
    private final PublicUrl publicUrl;
    private final UrlNormalizer urls;

    PageLinks(UriInfo uri, PublicUrl publicUrl, UrlNormalizer urls) {
        this.uri = uri;
        this.publicUrl = publicUrl;
        this.urls = urls;
    }

    public <T> RestResponse<Page<T>> toResponse(Page<T> page) {
        var response = RestResponse.ResponseBuilder.ok(page);
        String links = of(page.page());
        return links.isEmpty()
                ? response.build()
                : response.header(HttpHeaders.LINK, links).build();
    }

    public String of(Page.Info page) {
        String next = link("after", page.next(), "next");
        String prev = link("before", page.prev(), "prev");
        return next.isEmpty() || prev.isEmpty() ? next + prev : next + ", " + prev;
    }

    private String link(String parameter, @Nullable String cursor, String relation) {
        if (cursor == null) {
            return "";
        }
        String path = uri.getRequestUri().getRawPath();
        Map<String, List<String>> query = new HashMap<>(uri.getQueryParameters());
        query.keySet().removeAll(List.of("after", "before", "offset"));
        query.put(parameter, List.of(cursor));
        return "<" + publicUrl.of(path) + "?" + urls.query(path, query) + ">; rel=\"" + relation + "\"";
    }
}
