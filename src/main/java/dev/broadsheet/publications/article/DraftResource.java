package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonSerializable;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.openapi.OperationDefaultsFilter;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.request.ExtraParameters;
import dev.broadsheet.publications.FieldSelection;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.list.ArticleList;
import dev.broadsheet.publications.list.WorkingCopyListing;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryEndpoint;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * {@code /api/drafts}: working copies, for editors and previews. The same responses as {@code /api/articles} with
 * {@code version=draft} or {@code status}, at a URL of their own so that generated clients know the types: a draft may
 * lack members that a live article always has.
 */
@Path("/api/drafts")
@RequiresPermission(Permission.ARTICLES_READ)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drafts")
@SecurityRequirement(name = OperationDefaultsFilter.KEY)
class DraftResource {

    private static final ArticleVersion DRAFT = new ArticleVersion(true, null);

    private final ArticleReader reader;
    private final QueryReader queries;
    private final WorkingCopyListing workingCopies;
    private final PageLinks links;
    private final UriInfo uri;

    DraftResource(
            ArticleReader reader, QueryReader queries, WorkingCopyListing workingCopies, PageLinks links, UriInfo uri) {
        this.reader = reader;
        this.queries = queries;
        this.workingCopies = workingCopies;
        this.links = links;
        this.uri = uri;
    }

    @GET
    @ExtraParameters("*")
    @Operation(
            summary = "List working copies",
            description =
                    "Working copies of all articles, last changed first; without those in the trash unless status says so. Takes the conditions of listArticles.")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(ref = "WorkingCopyPage")))
    public RestResponse<ArticleList> listDrafts() {
        List<Fault> faults = new ArrayList<>();
        QueryParameters queryParameters =
                QueryParameters.of(uri.getQueryParameters()).withDefault("status", "any");
        Query query = queries.read(QueryEndpoint.DRAFTS, queryParameters, faults);
        Projection projection = Projection.ofList(queryParameters, true, faults);
        ParameterProblem.throwIfAny(faults);
        ArticleList list = workingCopies.page(query, Objects.requireNonNull(query.statuses()), projection);
        var response = RestResponse.ResponseBuilder.ok(list).header(HttpHeaders.CACHE_CONTROL, "no-store");
        String neighbours = links.of(list.page());
        return neighbours.isEmpty()
                ? response.build()
                : response.header(HttpHeaders.LINK, neighbours).build();
    }

    @GET
    @Path("{article}")
    @Operation(summary = "Get a working copy", description = "Send its ETag in If-Match with the next write.")
    @APIResponse(
            responseCode = "200",
            description = "The working copy.",
            content = @Content(schema = @Schema(ref = "WorkingCopy")))
    public RestResponse<JsonSerializable> getDraft(@RestPath String article, @BeanParam FieldSelection shape) {
        List<Fault> faults = new ArrayList<>();
        Projection projection = shape.forArticle(true, faults);
        ParameterProblem.throwIfAny(faults);
        return reader.read(article, DRAFT, projection);
    }
}
