package dev.broadsheet.publications.archive;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.request.ExtraParameters;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.list.ListDependencies;
import dev.broadsheet.publications.query.Query;
import dev.broadsheet.publications.query.QueryEndpoint;
import dev.broadsheet.publications.query.QueryParameters;
import dev.broadsheet.publications.query.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/archive}: the number of articles of a list in each year, month or day. */
@Path("/api/archive")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class ArchiveResource {

    private static final int MAX_LIMIT = 1000;
    private static final Set<String> OWN = Set.of("by", "limit", "after");

    private final QueryReader queries;
    private final Archive archive;
    private final PageLinks links;
    private final UriInfo uri;
    private final ListDependencies listDependencies;

    ArchiveResource(
            QueryReader queries, Archive archive, PageLinks links, UriInfo uri, ListDependencies listDependencies) {
        this.queries = queries;
        this.archive = archive;
        this.links = links;
        this.uri = uri;
        this.listDependencies = listDependencies;
    }

    @GET
    @CacheableRead
    @ExtraParameters("*")
    @Operation(
            summary = "Count articles by year, month or day",
            description =
                    "Live articles by publishedAt in the site's time zone, newest first, with all filters of GET /api/articles. Empty periods are left out. Each period has the value of publishedAt that lists its articles, and the link to that list. A page has at most 1,000 periods and 200,000 articles.")
    @APIResponseSchema(value = ArchivePageView.class, responseDescription = "The periods.")
    public RestResponse<Page<ArchivePeriod>> getArchive(
            @RestQuery @Parameter(description = "year, month or day. Default: month.", example = "month") @Nullable
                    String by,
            @RestQuery @Parameter(description = "Periods a page, 1 to 1000. Default: 1000.", example = "24") @Nullable
                    Integer limit,
            @RestQuery @Parameter(description = "Cursor from page.next: older periods.") @Nullable String after) {
        List<Fault> faults = new ArrayList<>();
        PeriodUnit unit = PeriodUnit.read(by, faults);
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            faults.add(Fault.in("limit", "out-of-range", "limit must be from 1 to " + MAX_LIMIT + "."));
        }
        QueryParameters queryParameters = QueryParameters.of(uri.getQueryParameters());
        Query query = queries.read(QueryEndpoint.ARCHIVE, queryParameters, faults);
        ParameterProblem.throwIfAny(faults);
        listDependencies.noteAll(query, queries.hasRelativeDates(queryParameters));
        int most = limit == null ? MAX_LIMIT : limit;
        return links.toResponse(archive.page(query, unit, most, after, Archive.MAX_READ, this::list));
    }

    /** Adds the period as a condition, with the first of three equivalent operators that the request doesn't use. */
    private String list(String period) {
        Set<String> taken = uri.getQueryParameters().keySet();
        String condition = !taken.contains("publishedAt")
                ? "publishedAt=" + period
                : !taken.contains("publishedAt.in")
                        ? "publishedAt.in=" + period
                        : "publishedAt.between=" + period + "," + period;
        return "/api/articles?" + String.join("&", filters(condition).toList());
    }

    private Stream<String> filters(String condition) {
        String sent = uri.getRequestUri().getRawQuery();
        return Stream.concat(
                Arrays.stream(sent == null ? new String[0] : sent.split("&"))
                        .filter(parameter -> !parameter.isEmpty() && !OWN.contains(parameter.replaceFirst("=.*", ""))),
                Stream.of(condition));
    }
}
