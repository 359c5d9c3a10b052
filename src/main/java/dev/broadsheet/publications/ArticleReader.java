package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.articles.WorkingCopies;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reads one article for an answer in whatever form: live for everybody, the working copy for editors. */
@RequestScoped
class ArticleReader {

    private final LiveArticles live;
    private final WorkingCopies copies;
    private final Caller caller;
    private final UriInfo uri;

    ArticleReader(LiveArticles live, WorkingCopies copies, Caller caller, UriInfo uri) {
        this.live = live;
        this.copies = copies;
        this.caller = caller;
        this.uri = uri;
    }

    boolean isDraft(@Nullable String version, List<Fault> faults) {
        if (version != null && !version.equals("draft") && !version.equals("live")) {
            faults.add(Fault.in("version", "invalid-value", "version takes live and draft."));
        }
        return "draft".equals(version);
    }

    /**
     * @param form names the representation in the ETag of a working copy; empty for JSON
     * @param view makes the answer out of the article
     */
    <T> RestResponse<T> read(
            String name, @Nullable String version, Projection projection, String form, Function<ObjectNode, T> view) {
        List<Fault> faults = new ArrayList<>();
        boolean draft = isDraft(version, faults);
        BadParameters.throwIfAny(faults);
        return draft ? draft(name, projection, form, view) : live(name, projection, view);
    }

    private <T> RestResponse<T> draft(String name, Projection projection, String form, Function<ObjectNode, T> view) {
        caller.require();
        WorkingCopies.Copy copy = copies.get(name, projection.forms());
        String etag = form.isEmpty() ? copy.etag() : copy.etag().replaceFirst("\"$", "-" + form + "\"");
        return RestResponse.ResponseBuilder.ok(view.apply(projection.of(copy.tree())))
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private <T> RestResponse<T> live(String name, Projection projection, Function<ObjectNode, T> view) {
        LiveArticles.Found found = live.find(name, projection);
        if (found instanceof LiveArticles.Found.Article article) {
            return RestResponse.ResponseBuilder.ok(view.apply(article.tree()))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .build();
        }
        var target = uri.getBaseUriBuilder().path("api/articles").path(((LiveArticles.Found.Moved) found).slug());
        uri.getPathSegments().stream().skip(3).forEach(segment -> target.segment(segment.getPath()));
        // Permanent as it is: who keeps it beyond a renaming back would be sent in a ring by two that he kept.
        return RestResponse.ResponseBuilder.<T>create(RestResponse.Status.PERMANENT_REDIRECT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .location(target.replaceQuery(uri.getRequestUri().getRawQuery()).build())
                .build();
    }
}
