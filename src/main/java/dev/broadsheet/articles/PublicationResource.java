package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.kernel.Dates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/publication}: whether and when readers see the article, and which revision of it. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
class PublicationResource {

    private final NewsDesk desk;
    private final Publications publications;
    private final Caller caller;
    private final Dates dates;

    PublicationResource(NewsDesk desk, Publications publications, Caller caller, Dates dates) {
        this.desk = desk;
        this.publications = publications;
        this.caller = caller;
        this.dates = dates;
    }

    @GET
    @SecurityRequirement(name = "key")
    @Path("{article}/publication")
    @Operation(
            operationId = "getPublication",
            summary = "See what is live, and what is planned",
            description = "Needs a key.")
    @APIResponse(
            responseCode = "200",
            description = "The state of publication.",
            content = @Content(schema = @Schema(implementation = PublicationView.class)))
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    public RestResponse<PublicationView> get(@RestPath String article) {
        caller.require();
        PublicationView view = publications.get(article);
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, view.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PUT
    @Path("{article}/publication")
    @Operation(
            operationId = "publish",
            summary = "Publish or schedule",
            description =
                    "Without a body: the working copy, now. A publishAt ahead schedules instead, pinned to the revision; publishing now calls a schedule off. Everything that is missing is told at once.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = PublicationEdit.class),
                            examples =
                                    @ExampleObject(
                                            name = "at six",
                                            value = "{\"publishAt\": \"2027-01-31T18:00:00Z\"}")))
    @APIResponse(
            responseCode = "200",
            description = "Live, or scheduled: see status.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    @APIResponse(responseCode = "409", description = "The article is in the trash (in-trash).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed, live-etag).")
    public RestResponse<ObjectNode> put(@RestPath String article, @Nullable JsonNode body, @Context UriInfo uri) {
        return ArticleResource.answer(desk.publish(article, PublicationOrder.read(body, dates)), uri);
    }

    @DELETE
    @Path("{article}/publication")
    @Operation(
            operationId = "unpublish",
            summary = "Take down",
            description =
                    "Readers get 410 from now on. A planned publication is called off as well. The working copy stays.")
    @APIResponse(responseCode = "204", description = "Taken down; also if it was not live.")
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    @APIResponse(responseCode = "409", description = "The article is in the trash (in-trash).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed, live-etag).")
    public void delete(@RestPath String article) {
        desk.unpublish(article);
    }
}
