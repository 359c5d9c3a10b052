package dev.broadsheet.publications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.articles.ArticleView;
import dev.broadsheet.articles.WorkingCopies;
import dev.broadsheet.kernel.BadParameters;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageLinks;
import dev.broadsheet.kernel.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles}: the reads. A live one is the same for everybody and needs no key. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class NewsstandResource {

    private final LiveArticles live;
    private final LiveListing listing;
    private final WorkingListing workingListing;
    private final WorkingCopies copies;
    private final Caller caller;
    private final PageLinks links;

    NewsstandResource(
            LiveArticles live,
            LiveListing listing,
            WorkingListing workingListing,
            WorkingCopies copies,
            Caller caller,
            PageLinks links) {
        this.live = live;
        this.listing = listing;
        this.workingListing = workingListing;
        this.copies = copies;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Operation(
            summary = "List articles",
            description =
                    "Live ones, newest first, in summaries. The conditions on tags, authors and section all hold at once. The Link header has the neighbouring pages. status lists working copies instead, the last changed first, and needs a key.")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            headers =
                    @Header(
                            name = "Link",
                            description = "rel next and prev (RFC 8288).",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ArticlePage.class)))
    public RestResponse<Page<ObjectNode>> list(
            @BeanParam ArticleFilter.Parameters filters,
            @BeanParam PageRequest.Parameters pages,
            @BeanParam Shape shape,
            @RestQuery
                    @Parameter(
                            description =
                                    "publishedAt, firstPublishedAt, createdAt, updatedAt, title, slug; with - in front descending; several between commas.",
                            example = "-publishedAt,title")
                    @Nullable
                    String sort) {
        List<Fault> faults = new ArrayList<>();
        ArticleFilter filter = filters.read(faults);
        boolean editor = filter.statuses() != null;
        Projection projection = shape.read(true, editor, faults);
        PageRequest page = pages.read(faults);
        Sort order = editor
                ? Sort.read(sort, "-updatedAt", WorkingListing.COLUMNS, faults)
                : Sort.read(sort, "-publishedAt", LiveListing.COLUMNS, faults);
        BadParameters.throwIfAny(faults);
        if (filter.statuses() == null) {
            return answer(listing.page(filter, order, page, projection), false);
        }
        caller.require();
        return answer(workingListing.page(filter, filter.statuses(), order, page, projection), true);
    }

    @GET
    @Path("{article}")
    @Operation(
            summary = "Read an article",
            description =
                    "The live copy, by id, slug or externalId. A former slug answers 308 to the present one. version=draft answers the working copy instead and needs a key; its ETag guards the next write.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "308", description = "Moved: Location has the present slug.")
    @APIResponse(responseCode = "404", description = "Unknown, or never public (not-found).")
    @APIResponse(responseCode = "410", description = "Was public and has been taken down (gone).")
    public RestResponse<ObjectNode> get(
            @RestPath @Parameter(example = "summit-ends") String article,
            @RestQuery @Parameter(description = "live, or draft for the working copy (needs a key).") @Nullable
                    String version,
            @BeanParam Shape shape,
            @Context UriInfo uri) {
        List<Fault> faults = new ArrayList<>();
        boolean draft = "draft".equals(version);
        if (version != null && !draft && !version.equals("live")) {
            faults.add(Fault.in("version", "invalid-value", "version takes live and draft."));
        }
        Projection projection = shape.read(false, draft, faults);
        BadParameters.throwIfAny(faults);
        return draft ? draft(article, projection) : live(article, projection, uri);
    }

    private RestResponse<ObjectNode> draft(String article, Projection projection) {
        caller.require();
        WorkingCopies.Copy copy = copies.get(article, projection.forms());
        return RestResponse.ResponseBuilder.ok(projection.of(copy.tree()))
                .header(HttpHeaders.ETAG, copy.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private RestResponse<ObjectNode> live(String article, Projection projection, UriInfo uri) {
        LiveArticles.Found found = live.find(article, projection);
        if (found instanceof LiveArticles.Found.Moved moved) {
            return RestResponse.ResponseBuilder.<ObjectNode>create(RestResponse.Status.PERMANENT_REDIRECT)
                    .location(uri.getBaseUriBuilder()
                            .path("api/articles")
                            .path(moved.slug())
                            .replaceQuery(uri.getRequestUri().getRawQuery())
                            .build())
                    .build();
        }
        return RestResponse.ok(((LiveArticles.Found.Article) found).tree());
    }

    private RestResponse<Page<ObjectNode>> answer(Page<ObjectNode> page, boolean editor) {
        RestResponse<Page<ObjectNode>> response = links.answer(page);
        if (editor) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return response;
    }

    /** Which members of an article are answered, as it stands in the URL. */
    public static class Shape {

        @RestQuery
        @Parameter(
                description = "Only these members, several between commas; id and links are always there.",
                example = "title,slug,authors.name")
        @Nullable
        List<String> fields;

        @RestQuery
        @Parameter(description = "More members than a list shows by itself: body, related, …", example = "body")
        @Nullable
        List<String> include;

        @RestQuery("body.format")
        @Parameter(
                description = "blocks, html, markdown, text; several between commas. With version=draft also source.",
                example = "html")
        @Nullable
        List<String> bodyFormat;

        Projection read(boolean list, boolean editor, List<Fault> faults) {
            return Projection.read(fields, include, bodyFormat, list, editor, faults);
        }
    }

    /** Documents a page of articles. */
    @Schema(name = "ArticlePage", description = "A page of articles.")
    record ArticlePage(List<ArticleView> data, Page.Facts page) {}
}
