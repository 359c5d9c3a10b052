package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.MarkdownFile;
import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.FieldSelection;
import dev.broadsheet.publications.Projection;
import dev.broadsheet.publications.query.AtParameter;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /api/articles/{article}}. A live article is the same for everybody and needs no key. */
@Path("/api/articles")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class PublishedArticleResource {

    private final ArticleReader reader;
    private final AtParameter atParameter;
    private final ArticleHtmlPage pages;

    PublishedArticleResource(ArticleReader reader, AtParameter atParameter, ArticleHtmlPage pages) {
        this.reader = reader;
        this.atParameter = atParameter;
        this.pages = pages;
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Operation(
            summary = "Get an article",
            description =
                    "The live article. text/markdown is a file with front matter that PUT takes back unchanged; text/html is a complete page. version=draft returns the working copy, as getDraft does; needs a key. at returns what was live at a past moment, under any present name of the article: 404 if it wasn't live before, 410 if it was down then. Without a key, at works only for articles that are live today; others answer as without at. Where corrections are hidden, versions corrected since also need a key.")
    @APIResponse(
            responseCode = "200",
            description = "The article.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Article")),
                @Content(
                        mediaType = "text/markdown",
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "file", ref = "ArticleFile")),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "401",
            description =
                    "version=draft needs a key, and at where corrections are hidden (unauthorized); or the key is invalid.")
    public RestResponse<JsonSerializable> getArticle(
            @RestPath String article,
            @BeanParam ArticleVersion.Parameters parameters,
            @BeanParam FieldSelection shape) {
        List<Fault> faults = new ArrayList<>();
        ArticleVersion version = parameters.read(atParameter, faults);
        Projection projection = shape.forArticle(version.draft(), faults);
        ParameterProblem.throwIfAny(faults);
        return reader.read(article, version, projection);
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Produces("text/markdown")
    @Operation(hidden = true)
    public RestResponse<String> markdown(@RestPath String article, @BeanParam ArticleVersion.Parameters parameters) {
        return text(article, parameters, "md", "text/markdown;charset=UTF-8", MarkdownFile::of);
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(@RestPath String article, @BeanParam ArticleVersion.Parameters parameters) {
        RestResponse<String> page = text(article, parameters, "html", "text/html;charset=UTF-8", pages::of);
        page.getHeaders().putSingle("Content-Security-Policy", ArticleHtmlPage.POLICY);
        return page;
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public RestResponse<String> plain(@RestPath String article, @BeanParam ArticleVersion.Parameters parameters) {
        return text(article, parameters, "txt", "text/plain;charset=UTF-8", PlainText::of);
    }

    private RestResponse<String> text(
            String article,
            ArticleVersion.Parameters parameters,
            String form,
            String type,
            Function<ObjectNode, String> writer) {
        List<Fault> faults = new ArrayList<>();
        ArticleVersion version = parameters.read(atParameter, faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<String> response =
                reader.read(article, version, Projection.complete(version.draft()), form, writer);
        if (response.getStatus() == 200) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type);
        }
        return response;
    }
}
