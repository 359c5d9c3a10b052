package dev.broadsheet.articles.editing;

import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.input.ArticleInputReader;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles/{article}/tags/{tag}}: adds or removes one tag without reading the article first. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_WRITE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class TaggingResource {

    private static final String TAG = "Slug or name, percent-encoded.";

    private final ArticleService articleService;
    private final WriteExecutor writes;

    TaggingResource(ArticleService articleService, WriteExecutor writes) {
        this.articleService = articleService;
        this.writes = writes;
    }

    @PUT
    @Path("{article}/tags/{tag}")
    @Operation(
            summary = "Add a tag",
            description =
                    "Adds it to the working copy, as a new revision. An unknown tag is created. Idempotent. Readers see it once it is published.")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "The article has the tag.")
    public RestResponse<byte[]> addTag(
            @RestPath String article, @RestPath @Parameter(description = TAG, example = "energy") String tag) {
        return writes.execute(() ->
                articleService.tag(article, List.of(termRef(tag)), List.of()).toWriteResult());
    }

    @DELETE
    @Path("{article}/tags/{tag}")
    @Operation(
            summary = "Remove a tag",
            description = "Removes it from the working copy, as a new revision. Idempotent.")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "The article doesn't have the tag.")
    public RestResponse<byte[]> removeTag(
            @RestPath String article, @RestPath @Parameter(description = TAG, example = "energy") String tag) {
        return writes.execute(() ->
                articleService.tag(article, List.of(), List.of(termRef(tag))).toWriteResult());
    }

    private static TermRef termRef(String tag) {
        return ArticleInputReader.term(tag, TermKind.TAG, "tag");
    }
}
