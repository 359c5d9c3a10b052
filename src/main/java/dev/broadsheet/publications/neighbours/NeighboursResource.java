package dev.broadsheet.publications.neighbours;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.ExtraParameters;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.LiveCopies;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.article.ArticleReader;
import dev.broadsheet.publications.list.ListDependencies;
import dev.broadsheet.publications.list.LiveListing;
import dev.broadsheet.publications.list.sql.LiveStatements;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/neighbours}: the articles before and after it in a list of live articles. */
@Path("/api/articles")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class NeighboursResource {

    private final ArticleReader reader;
    private final QueryReader queries;
    private final LiveListing list;
    private final DSLContext sql;
    private final UriInfo uri;
    private final ListDependencies listDependencies;
    private final LiveCopies liveCopies;

    NeighboursResource(
            ArticleReader reader,
            QueryReader queries,
            LiveListing list,
            DSLContext sql,
            UriInfo uri,
            ListDependencies listDependencies,
            LiveCopies liveCopies) {
        this.reader = reader;
        this.queries = queries;
        this.list = list;
        this.sql = sql;
        this.uri = uri;
        this.listDependencies = listDependencies;
        this.liveCopies = liveCopies;
    }

    @GET
    @CacheableRead
    @Path("{article}/neighbours")
    @ExtraParameters("*")
    @Operation(
            summary = "Get the previous and the next article",
            description =
                    "Summaries of the articles directly before and after this one in the list that GET /api/articles returns for the same filters and sort. The article itself needn't match the filters: only its place in the order counts.")
    @APIResponseSchema(value = NeighboursView.class, responseDescription = "Both; null at an end of the list.")
    public RestResponse<Neighbours> getNeighbours(@RestPath String article) {
        List<Fault> faults = new ArrayList<>();
        QueryParameters queryParameters = QueryParameters.of(uri.getQueryParameters());
        Query query = queries.read(QueryEndpoint.NEIGHBOURS, queryParameters, faults);
        Projection projection = Projection.ofList(queryParameters, false, faults);
        ParameterProblem.throwIfAny(faults);
        listDependencies.noteAll(query, queries.hasRelativeDates(queryParameters));
        return reader.readWithLiveArticle(article, id -> around(id, query, projection));
    }

    private Neighbours around(UUID article, Query query, Projection projection) {
        LiveStatements statements = list.statements(query);
        String place = statements.cursorOf(article);
        if (place == null) {
            return Neighbours.NONE;
        }
        Map<String, Record> sides =
                sql.fetch(statements.around(place, projection)).intoMap(LiveStatements.SIDE);
        Function<Record, LiveCopy> copies = liveCopies.ofEach(List.copyOf(sides.values()), projection);
        return new Neighbours(
                shown(sides.get(LiveStatements.PREVIOUS), copies), shown(sides.get(LiveStatements.NEXT), copies));
    }

    private @Nullable LiveCopy shown(@Nullable Record row, Function<Record, LiveCopy> copies) {
        if (row == null) {
            return null;
        }
        LiveCopy copy = copies.apply(row);
        listDependencies.noteImages(copy);
        return copy;
    }
}
