package dev.broadsheet.publications.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.ExtraParameters;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.list.LiveListing;
import dev.broadsheet.publications.list.UnpagedList;
import dev.broadsheet.publications.list.WorkingCopyListing;
import dev.broadsheet.publications.query.AtParameter;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryEndpoint;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/export}: a whole list, streamed. */
@Path("/api/articles")
@PublicRead
@Tag(name = "Articles")
class ExportResource {

    private final QueryReader queries;
    private final LiveListing live;
    private final WorkingCopyListing workingCopies;
    private final ListExporter exporter;
    private final ExportLimiter limiter;
    private final CurrentCaller caller;
    private final ObjectMapper json;
    private final UriInfo uri;
    private final HttpHeaders headers;
    private final HttpServerRequest request;

    ExportResource(
            QueryReader queries,
            LiveListing live,
            WorkingCopyListing workingCopies,
            ListExporter exporter,
            ExportLimiter limiter,
            CurrentCaller caller,
            ObjectMapper json,
            UriInfo uri,
            HttpHeaders headers,
            HttpServerRequest request) {
        this.queries = queries;
        this.live = live;
        this.workingCopies = workingCopies;
        this.exporter = exporter;
        this.limiter = limiter;
        this.caller = caller;
        this.json = json;
        this.uri = uri;
        this.headers = headers;
        this.request = request;
    }

    @GET
    @Path("export")
    @ExtraParameters("*")
    @Operation(
            summary = "Export a list",
            description =
                    "All articles that match the filters of GET /api/articles, in its order, without pages, from one snapshot. ndjson: one article a line. csv: RFC 4180 with a header row; one column a member, or a path given in fields; slugs for tags, authors, section and related, separated by commas; other objects as JSON. In csv, text that a spreadsheet would read as a formula gets a leading apostrophe. An export that fails, or takes longer than ten minutes, ends with a broken connection, never with a complete response. An article with unreadable content has a member problem; its csv cells are unreadable-content. At most four exports run at a time. status exports working copies, at what was live at a past moment; both need a key.")
    @APIResponse(responseCode = "200", ref = "Export")
    @APIResponse(
            responseCode = "503",
            description =
                    "Too many exports are running (busy), or the database is unavailable (unavailable). Retry-After has the seconds to wait.")
    public RestResponse<StreamingOutput> exportArticles(
            @RestQuery
                    @Parameter(
                            description =
                                    "ndjson or csv. Default: by Accept (application/x-ndjson or text/csv), else ndjson.",
                            example = "csv")
                    @Nullable
                    String format) {
        List<Fault> faults = new ArrayList<>();
        ExportFormat requested = ExportFormat.read(format, faults);
        QueryParameters queryParameters = QueryParameters.of(uri.getQueryParameters());
        Query query = queries.read(QueryEndpoint.EXPORT, queryParameters, faults);
        Set<ArticleStatus> statuses = query.statuses();
        Projection projection = Projection.ofList(queryParameters, statuses != null, faults);
        ParameterProblem.throwIfAny(faults);
        ExportFormat form = requested == null ? ExportFormat.accepted(headers.getAcceptableMediaTypes()) : requested;
        if (statuses != null) {
            caller.require(Permission.ARTICLES_READ);
        }
        if (query.at() != null) {
            caller.requireWithoutRules(Permission.ARTICLES_READ, AtParameter.LISTS_NEED_A_KEY);
        }
        var response = RestResponse.ResponseBuilder.<StreamingOutput>create(RestResponse.Status.OK)
                .header(HttpHeaders.CONTENT_TYPE, form.type())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + form.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.build();
        }
        limiter.acquire(request);
        UnpagedList list =
                statuses == null ? live.unpaged(query, projection) : workingCopies.unpaged(query, statuses, projection);
        return response.entity(form == ExportFormat.CSV ? rows(list, CsvTable.of(projection)) : lines(list))
                .build();
    }

    private StreamingOutput lines(UnpagedList list) {
        return out -> exporter.forEach(list, article -> {
            out.write(json.writeValueAsBytes(article));
            out.write('\n');
            out.flush();
        });
    }

    private StreamingOutput rows(UnpagedList list, CsvTable table) {
        return out -> {
            out.write(table.header());
            exporter.forEach(list, (ObjectNode article) -> {
                out.write(table.row(article));
                out.flush();
            });
        };
    }
}
