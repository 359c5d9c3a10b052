package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.articles.input.ArticleParser;
import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.articles.input.RevisionOptions;
import dev.broadsheet.articles.input.TakedownRequest;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles}: writes. Reads are served by {@code publications}. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class ArticleResource {

    private final ArticleService articleService;
    private final WriteExecutor writes;
    private final ObjectMapper json;

    ArticleResource(ArticleService articleService, WriteExecutor writes, ObjectMapper json) {
        this.articleService = articleService;
        this.writes = writes;
        this.json = json;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "text/markdown", MediaType.TEXT_HTML, MediaType.WILDCARD})
    @Operation(
            summary = "Create an article",
            description =
                    "The slug is made from the title if absent. Stays a draft unless it says status published. Terms are named by slug or by name and made on first use.")
    @RequestBody(ref = "Article")
    @APIResponseSchema(
            value = ArticleView.class,
            responseCode = "201",
            responseDescription = "Created. Location leads to it, ETag guards the next write.")
    @APIResponse(responseCode = "409", description = "The slug or the externalId is taken (duplicate).")
    public RestResponse<byte[]> createArticle(
            @BeanParam RevisionOptions.Parameters parameters, byte[] body, @Context HttpHeaders headers) {
        ArticleUpload upload = ArticleParser.read(body, headers.getMediaType(), json);
        RevisionOptions options = parameters.read();
        return writes.execute(() -> articleService.create(upload, options).toWriteResult());
    }

    @PUT
    @Path("{article}")
    @Consumes({MediaType.APPLICATION_JSON, "text/markdown", MediaType.TEXT_HTML, MediaType.WILDCARD})
    @Operation(
            summary = "Create or replace an article",
            description =
                    "An unknown name becomes the slug. Content that is absent is cleared; slug, externalId, publishedAt, status and schedule are kept. Identical content makes no new revision and leaves the ETag as it was. Readers see the change when it is published.")
    @RequestBody(ref = "Article")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Replaced, or identical already.")
    @APIResponse(responseCode = "201", description = "Created.")
    @APIResponse(
            responseCode = "409",
            description = "The slug or the externalId is taken (duplicate), or the article is in the trash (in-trash).")
    public RestResponse<byte[]> putArticle(
            @RestPath String article,
            @BeanParam RevisionOptions.Parameters parameters,
            byte[] body,
            @Context HttpHeaders headers) {
        ArticleUpload upload = ArticleParser.read(body, headers.getMediaType(), json);
        RevisionOptions options = parameters.read();
        return writes.execute(() -> articleService.put(article, upload, options).toWriteResult());
    }

    @PATCH
    @Path("{article}")
    @Consumes({"application/merge-patch+json", "application/json-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change some of an article",
            description =
                    "Merge patch (RFC 7396): what is absent stays, null clears. As application/json-patch+json a list of operations (RFC 6902) on the article's JSON, whose body is in blocks. The result is checked as a whole.")
    @RequestBody(ref = "ArticlePatch")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Changed.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The slug or the externalId is taken (duplicate), the article is in the trash (in-trash), or a test operation failed (conflict).")
    public RestResponse<byte[]> patchArticle(
            @RestPath String article,
            @BeanParam RevisionOptions.Parameters parameters,
            JsonNode patch,
            @Context HttpHeaders headers) {
        Patch change = Patch.read(patch, headers.getMediaType());
        RevisionOptions options = parameters.read();
        return writes.execute(
                () -> articleService.patch(article, change, options).toWriteResult());
    }

    @DELETE
    @Path("{article}")
    @Operation(
            summary = "Throw an article away",
            description =
                    "Into the trash, from where DELETE …/trash takes it back. A live one is taken down: readers get 410, with the reason and the successor given here. With permanent=true it is gone with all its revisions; what was public once keeps its names reserved and answers a bare 410.")
    @APIResponse(responseCode = "204", description = "Thrown away; also if it was in the trash already.")
    public RestResponse<byte[]> deleteArticle(
            @RestPath String article,
            @RestQuery @DefaultValue("false") @Parameter(description = "Delete for good instead.") boolean permanent,
            @BeanParam TakedownRequest.Parameters takedown) {
        if (permanent && takedown.isPresent()) {
            throw new ParameterProblem(List.of(Fault.in(
                    "permanent",
                    "conflicting-parameters",
                    "reason and successor exclude permanent: of an article deleted permanently nothing is kept.")));
        }
        TakedownRequest farewell = takedown.read();
        return writes.execute(() -> {
            if (permanent) {
                articleService.deletePermanently(article);
                return WriteResult.deleted();
            }
            return articleService.trash(article, farewell).toMinimalWriteResult();
        });
    }

    @DELETE
    @Path("{article}/trash")
    @Operation(
            summary = "Take an article out of the trash",
            description =
                    "It comes back as it was, but down: a draft, or archived or expired if it was; nothing goes live by it.")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Restored; also if it was not in the trash.")
    public RestResponse<byte[]> restoreArticle(@RestPath String article) {
        return writes.execute(() -> articleService.restore(article).toWriteResult());
    }
}
