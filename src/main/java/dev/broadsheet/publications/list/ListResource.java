package dev.broadsheet.publications.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.cache.dependency.DependencyRecorder;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.request.ExtraParameters;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.query.AtParameter;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * {@code /api/articles}: the list. {@link QueryReader} reads its parameters, and their documentation is generated from
 * the same declarations.
 */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class ListResource {

    private final QueryReader queries;
    private final LiveListing live;
    private final WorkingCopyListing workingCopies;
    private final CurrentCaller caller;
    private final PageLinks links;
    private final UriInfo uri;
    private final DependencyRecorder recorder;

    ListResource(
            QueryReader queries,
            LiveListing live,
            WorkingCopyListing workingCopies,
            CurrentCaller caller,
            PageLinks links,
            UriInfo uri,
            DependencyRecorder recorder) {
        this.queries = queries;
        this.live = live;
        this.workingCopies = workingCopies;
        this.caller = caller;
        this.links = links;
        this.uri = uri;
        this.recorder = recorder;
    }

    @GET
    @PublicRead
    @CacheableRead(snapshot = false)
    @ExtraParameters("*")
    @Operation(
            summary = "List articles",
            description =
                    "Summaries of live articles, newest first. Conditions on names (tag, author, section) and fields are combined with AND. status lists working copies, as listDrafts does; at lists what was live at a past moment, and its cursors are bound to it. Both need a key.")
    @APIResponseSchema(value = ArticleListView.class, responseDescription = "A page.")
    public RestResponse<ArticleList> listArticles() {
        List<Fault> faults = new ArrayList<>();
        ArticleList list = list(QueryParameters.of(uri.getQueryParameters()), faults);
        var response = RestResponse.ResponseBuilder.ok(list);
        String neighbours = links.of(list.page());
        if (!neighbours.isEmpty()) {
            response.header(HttpHeaders.LINK, neighbours);
        }
        if (uri.getQueryParameters().containsKey("status")) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return response.build();
    }

    @POST
    @Path("query")
    @PublicRead
    @Extension(name = PublicRead.CONTRACT, value = "true")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List articles by a query in JSON",
            description =
                    "As listArticles, for queries that are too long for a URL or have values with commas. Members are named as the parameters and take one value or a list. after takes page.next, before takes page.prev.")
    @RequestBody(ref = "ArticleQuery")
    @APIResponseSchema(value = ArticleListView.class, responseDescription = "A page.")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    public RestResponse<ArticleList> queryArticles(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        try {
            QueryParameters queryParameters = QueryParameters.of(body, faults);
            ArticleList list = list(queryParameters, faults);
            var response = RestResponse.ResponseBuilder.ok(list);
            return queryParameters.names().contains("status")
                    ? response.header(HttpHeaders.CACHE_CONTROL, "no-store").build()
                    : response.build();
        } catch (Problem problem) {
            throw problem.code() == ProblemCode.INVALID_PARAMETER
                    ? new ValidationProblem(
                            problem.faults().stream().map(ListResource::inBody).toList())
                    : problem;
        }
    }

    private ArticleList list(QueryParameters queryParameters, List<Fault> faults) {
        Query query = queries.read(queryParameters, faults);
        Set<ArticleStatus> statuses = query.statuses();
        Projection projection = Projection.ofList(queryParameters, statuses != null, faults);
        ParameterProblem.throwIfAny(faults);
        if (query.at() != null) {
            caller.requireWithoutRules(Permission.ARTICLES_READ, AtParameter.LISTS_NEED_A_KEY);
        }
        if (statuses == null) {
            if (queries.hasRelativeDates(queryParameters)) {
                recorder.notCacheable();
            }
            return live.page(query, projection);
        }
        caller.require(Permission.ARTICLES_READ);
        return workingCopies.page(query, statuses, projection);
    }

    private static Fault inBody(Fault fault) {
        String name = String.valueOf(fault.parameter());
        String pointer = name.isEmpty() ? "" : "/" + name.replace("~", "~0").replace("/", "~1");
        return Fault.at(pointer, fault.code(), fault.detail());
    }
}
