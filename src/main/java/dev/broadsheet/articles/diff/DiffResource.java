package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.input.ArticleParser;
import dev.broadsheet.kernel.request.ReadOnly;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/diff}: the changes between two versions, for editors. Stores nothing. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_READ)
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, "text/markdown", MediaType.TEXT_HTML, MediaType.WILDCARD})
@Tag(name = "Revisions")
class DiffResource {

    private static final String VERSION = "draft (the working copy), live, or a revision number.";
    private final ComparisonService comparisonService;
    private final DiffPage page;
    private final ObjectMapper json;

    DiffResource(ComparisonService comparisonService, DiffPage page, ObjectMapper json) {
        this.comparisonService = comparisonService;
        this.page = page;
        this.json = json;
    }

    @GET
    @Path("{article}/diff")
    @SecurityRequirement(name = "key")
    @Operation(
            summary = "Compare two versions",
            description =
                    "By block and word: as JSON, as text/plain (diff -u of the Markdown file) or as text/html with ins and del. Blocks are matched by key; a list, quote or table is one block. Default: from the live version to the working copy; if nothing is live, from the revision before. A text with more than 1,000 edits is one replacement, as is the rest of a body after ten million compared words. Needs a key.")
    @APIResponse(responseCode = "200", ref = "Diff")
    @APIResponse(responseCode = "404", description = "No such article or revision, or nothing is live (not-found).")
    public RestResponse<DiffView> diffArticle(
            @RestPath String article,
            @RestQuery @Parameter(description = VERSION, example = "live") @Nullable String from,
            @RestQuery @Parameter(description = VERSION + " Default: draft.", example = "draft") @Nullable String to) {
        return json(stored(article, from, to));
    }

    @GET
    @Path("{article}/diff")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public RestResponse<String> text(
            @RestPath String article, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        return text(stored(article, from, to));
    }

    @GET
    @Path("{article}/diff")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(
            @RestPath String article, @RestQuery @Nullable String from, @RestQuery @Nullable String to) {
        return page(stored(article, from, to));
    }

    @POST
    @ReadOnly
    @Path("{article}/diff")
    @Extension(name = ReadOnly.CONTRACT, value = "true")
    @Operation(
            summary = "Compare an upload with a version",
            description =
                    "Compares the body, in any format that PUT takes, with the working copy or another version. Nothing is stored and no tags, authors or sections are created; unknown ones have no id.")
    @RequestBody(ref = "Article")
    @APIResponse(responseCode = "200", ref = "Diff")
    @APIResponse(responseCode = "404", description = "No such article or revision, or nothing is live (not-found).")
    public RestResponse<DiffView> diffArticleWithSent(
            @RestPath String article,
            @RestQuery @Parameter(description = VERSION + " Default: draft.", example = "draft") @Nullable String from,
            byte[] body,
            @Context HttpHeaders headers) {
        return json(sent(article, from, body, headers));
    }

    @POST
    @ReadOnly
    @Path("{article}/diff")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public RestResponse<String> postForText(
            @RestPath String article, @RestQuery @Nullable String from, byte[] body, @Context HttpHeaders headers) {
        return text(sent(article, from, body, headers));
    }

    @POST
    @ReadOnly
    @Path("{article}/diff")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> postForPage(
            @RestPath String article, @RestQuery @Nullable String from, byte[] body, @Context HttpHeaders headers) {
        return page(sent(article, from, body, headers));
    }

    private Comparison stored(String article, @Nullable String from, @Nullable String to) {
        return comparisonService.compareVersions(article, from, to);
    }

    private Comparison sent(String article, @Nullable String from, byte[] body, HttpHeaders headers) {
        return comparisonService.compareWithUpload(
                article, from, ArticleParser.read(body, headers.getMediaType(), json));
    }

    private static RestResponse<DiffView> json(Comparison comparison) {
        return privateResponse(RestResponse.ok(comparison.view()));
    }

    private static RestResponse<String> text(Comparison comparison) {
        return privateResponse(RestResponse.ResponseBuilder.ok(comparison.unified(), "text/plain;charset=UTF-8")
                .build());
    }

    private RestResponse<String> page(Comparison comparison) {
        return privateResponse(page.of(comparison));
    }

    private static <T> RestResponse<T> privateResponse(RestResponse<T> response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response;
    }
}
