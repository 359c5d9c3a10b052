package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
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
import java.io.InputStream;
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
@RequiresPermission(Permission.ARTICLES_WRITE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class ArticleResource {

    private final ArticleService articleService;
    private final WriteExecutor writes;
    private final ArticleFormReader forms;

    ArticleResource(ArticleService articleService, WriteExecutor writes, ArticleFormReader forms) {
        this.articleService = articleService;
        this.writes = writes;
        this.forms = forms;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, "text/markdown", MediaType.TEXT_HTML, MediaType.WILDCARD})
    @Operation(
            summary = "Create an article",
            description =
                    "A missing slug is made from the title. The article is a draft unless status is published. Tags, authors and sections are given by slug or name and created on first use.")
    @RequestBody(ref = "ArticleWithFiles")
    @APIResponseSchema(value = ArticleView.class, responseCode = "201", responseDescription = "Created.")
    @APIResponse(responseCode = "409", description = "slug or externalId is taken (duplicate).")
    public RestResponse<byte[]> createArticle(
            @BeanParam RevisionOptions.Parameters parameters, InputStream body, @Context HttpHeaders headers) {
        RevisionOptions options = parameters.read();
        try (ArticleForm form = forms.read(body, headers)) {
            return writes.execute(() ->
                    form.write(upload -> articleService.create(upload, options)).toWriteResult());
        }
    }

    @PUT
    @Path("{article}")
    @Consumes({MediaType.APPLICATION_JSON, "text/markdown", MediaType.TEXT_HTML, MediaType.WILDCARD})
    @Operation(
            summary = "Create or replace an article",
            description =
                    "An unknown name becomes the slug. Absent content is cleared; absent slug, externalId, publishedAt, status and schedule are kept. Identical content makes no revision and keeps the ETag. Readers see the change once it is published.")
    @RequestBody(ref = "ArticleWithFiles")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Replaced, or already identical.")
    @APIResponse(responseCode = "201", description = "Created.")
    @APIResponse(
            responseCode = "409",
            description = "slug or externalId is taken (duplicate), or the article is in the trash (in-trash).")
    public RestResponse<byte[]> putArticle(
            @RestPath String article,
            @BeanParam RevisionOptions.Parameters parameters,
            InputStream body,
            @Context HttpHeaders headers) {
        RevisionOptions options = parameters.read();
        try (ArticleForm form = forms.read(body, headers)) {
            return writes.execute(() -> form.write(upload -> articleService.put(article, upload, options))
                    .toWriteResult());
        }
    }

    @PATCH
    @Path("{article}")
    @Consumes({"application/merge-patch+json", "application/json-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Update an article",
            description =
                    "Merge patch (RFC 7396): absent members stay, null clears. application/json-patch+json: JSON Patch (RFC 6902) of the article's JSON, with the body as blocks. The result is validated as a whole.")
    @RequestBody(ref = "ArticlePatch")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Updated.")
    @APIResponse(
            responseCode = "409",
            description =
                    "slug or externalId is taken (duplicate), the article is in the trash (in-trash), or a test operation failed (conflict).")
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
    @RequiresPermission(Permission.ARTICLES_DELETE)
    @Path("{article}")
    @Operation(
            summary = "Move an article to the trash",
            description =
                    "DELETE …/trash restores it. A live article is taken down: readers get 410 with the given reason and successor. permanent=true deletes it with all revisions; names that were public stay reserved and answer 410 without details.")
    @APIResponse(responseCode = "204", description = "In the trash; also if it was there already.")
    public RestResponse<byte[]> deleteArticle(
            @RestPath String article,
            @RestQuery @DefaultValue("false") @Parameter(description = "true: delete permanently instead.")
                    boolean permanent,
            @BeanParam TakedownRequest.Parameters takedown) {
        if (permanent && takedown.isPresent()) {
            throw new ParameterProblem(List.of(Fault.in(
                    "permanent",
                    "conflicting-parameters",
                    "reason and successor exclude permanent: of an article deleted permanently nothing is kept.")));
        }
        TakedownRequest request = takedown.read();
        return writes.execute(() -> {
            if (permanent) {
                articleService.deletePermanently(article);
                return WriteResult.deleted();
            }
            return articleService.trash(article, request).toMinimalWriteResult();
        });
    }

    @DELETE
    @RequiresPermission(Permission.ARTICLES_DELETE)
    @Path("{article}/trash")
    @Operation(
            summary = "Restore an article from the trash",
            description = "Nothing goes live: the article becomes a draft again, or archived or expired if it was.")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "Restored; also if it wasn't in the trash.")
    public RestResponse<byte[]> restoreArticle(@RestPath String article) {
        return writes.execute(() -> articleService.restore(article).toWriteResult());
    }
}
