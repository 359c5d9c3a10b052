package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.input.TakedownRequest;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.lifecycle.PublicationQueries;
import dev.broadsheet.articles.lifecycle.PublicationRequest;
import dev.broadsheet.articles.lifecycle.PublicationView;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/publication}: whether and when readers see the article, and which revision of it. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_READ)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
class PublicationResource {

    private final ArticleService articleService;
    private final WriteExecutor writes;
    private final PublicationQueries publicationQueries;
    private final DateParser dates;

    PublicationResource(
            ArticleService articleService,
            WriteExecutor writes,
            PublicationQueries publicationQueries,
            DateParser dates) {
        this.articleService = articleService;
        this.writes = writes;
        this.publicationQueries = publicationQueries;
        this.dates = dates;
    }

    @GET
    @SecurityRequirement(name = "key")
    @Path("{article}/publication")
    @Operation(summary = "Get the publication state", description = "Needs a key.")
    @APIResponseSchema(value = PublicationView.class, responseDescription = "The publication state.")
    public RestResponse<PublicationView> getPublication(@RestPath String article) {
        PublicationView view = publicationQueries.get(article);
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, view.validators().etag())
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(view.validators().modified()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PUT
    @RequiresPermission(Permission.ARTICLES_PUBLISH)
    @Path("{article}/publication")
    @Operation(
            summary = "Publish or schedule an article",
            description =
                    "Without a body: publishes the working copy now, and cancels a schedule. With a future publishAt: schedules the revision. errors lists everything that is missing.")
    @RequestBody(ref = "Publication")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Live or scheduled: see status.")
    public RestResponse<byte[]> publish(@RestPath String article, @Nullable JsonNode body) {
        PublicationRequest request = PublicationRequest.read(body, dates);
        return writes.execute(() -> articleService.publish(article, request).toWriteResult());
    }

    @DELETE
    @RequiresPermission(Permission.ARTICLES_PUBLISH)
    @Path("{article}/publication")
    @Operation(
            summary = "Unpublish an article",
            description =
                    "Readers get 410 with the given reason and successor. A schedule is cancelled. The working copy stays. If the article is down already, reason and successor are replaced.")
    @APIResponse(responseCode = "204", description = "Taken down; also if it wasn't live.")
    public RestResponse<byte[]> unpublish(@RestPath String article, @BeanParam TakedownRequest.Parameters takedown) {
        TakedownRequest request = takedown.read();
        return writes.execute(() -> articleService.unpublish(article, request).toMinimalWriteResult());
    }
}
