package dev.broadsheet.publications.related;

import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.FieldSelection;
import dev.broadsheet.publications.LiveCopy;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.article.ArticleReader;
import dev.broadsheet.publications.list.ListDependencies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/related}: related live articles, the same for everybody. */
@Path("/api/articles")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class RelatedResource {

    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 10;

    private final ArticleReader reader;
    private final RelatedArticles related;
    private final ListDependencies listDependencies;

    RelatedResource(ArticleReader reader, RelatedArticles related, ListDependencies listDependencies) {
        this.reader = reader;
        this.related = related;
        this.listDependencies = listDependencies;
    }

    @GET
    @CacheableRead
    @Path("{article}/related")
    @Operation(
            summary = "List related articles",
            description =
                    "Summaries of other live articles, best first: 1. those in the member related, in that order; 2. those that share tags, each weighing 1/ln(1+n), where n is the number of live articles with the tag; 3. those with similar words in title and summary, rare words weighing more. Ties: similarity, then the newer one. Candidates are the newest 100 articles of each of its ten rarest tags and the newest 200 in its language. One page only.")
    @APIResponseSchema(value = RelatedView.class, responseDescription = "The articles; empty if nothing is related.")
    public RestResponse<Related> listRelated(
            @RestPath String article,
            @RestQuery
                    @Parameter(
                            description = "editor, tags or text; several separated by commas. Default: all three.",
                            example = "tags,text")
                    @Nullable
                    List<String> by,
            @RestQuery @Parameter(description = "Maximum number, 1 to 100. Default: 10.", example = "10") @Nullable
                    Integer limit,
            @BeanParam FieldSelection shape) {
        List<Fault> faults = new ArrayList<>();
        Set<RelatedBy> ways = RelatedBy.read(by, faults);
        Projection projection = shape.forList(faults);
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            faults.add(Fault.in("limit", "out-of-range", "limit must be from 1 to " + MAX_LIMIT + "."));
        }
        ParameterProblem.throwIfAny(faults);
        listDependencies.noteAll();
        int most = limit == null ? DEFAULT_LIMIT : limit;
        return reader.readWithLiveArticle(article, id -> {
            List<LiveCopy> found = related.find(id, ways, most, projection);
            found.forEach(listDependencies::noteImages);
            return new Related(found);
        });
    }
}
