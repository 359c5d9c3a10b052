package dev.broadsheet.publications.article;

import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.json.MarkdownFile;
import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
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

/** {@code /api/articles/{article}}: reads. A live article is the same for everybody and needs no key. */
@Path("/api/articles")
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
            summary = "Read an article",
            description =
                    "The live copy, by id, slug or externalId. A former slug answers 308 to the present one. version=draft, with a key, answers what getDraft does. As text/markdown it comes as a file with front matter that can be put back unchanged, as text/html as a page of its own. at answers what was live at a moment that is over, under any name that leads to the article today: 404 if it had never been live by then, 410 if it was down. Without a key only an article that is live today has a past, and 410 or 404 is answered as without at; where corrections are hidden, what has been corrected since needs a key, too.")
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
                    "version=draft or, where corrections are hidden, at needs a key (unauthorized); or the key that was sent is not valid.")
    public RestResponse<JsonSerializable> getArticle(
            @RestPath String article, @BeanParam ArticleVersion.Parameters edition, @BeanParam FieldSelection shape) {
        List<Fault> faults = new ArrayList<>();
        ArticleVersion asked = edition.read(atParameter, faults);
        Projection projection = shape.forArticle(asked.draft(), faults);
        ParameterProblem.throwIfAny(faults);
        return reader.read(article, asked, projection);
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Produces("text/markdown")
    @Operation(hidden = true)
    public RestResponse<String> markdown(@RestPath String article, @BeanParam ArticleVersion.Parameters edition) {
        return text(article, edition, "md", "text/markdown;charset=UTF-8", MarkdownFile::of);
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(@RestPath String article, @BeanParam ArticleVersion.Parameters edition) {
        RestResponse<String> page = text(article, edition, "html", "text/html;charset=UTF-8", pages::of);
        page.getHeaders().putSingle("Content-Security-Policy", ArticleHtmlPage.POLICY);
        return page;
    }

    @GET
    @CacheableRead(snapshot = false)
    @Path("{article}")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public RestResponse<String> plain(@RestPath String article, @BeanParam ArticleVersion.Parameters edition) {
        return text(article, edition, "txt", "text/plain;charset=UTF-8", PlainText::of);
    }

    private RestResponse<String> text(
            String article,
            ArticleVersion.Parameters edition,
            String form,
            String type,
            Function<ObjectNode, String> writer) {
        List<Fault> faults = new ArrayList<>();
        ArticleVersion asked = edition.read(atParameter, faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<String> answer = reader.read(article, asked, Projection.complete(asked.draft()), form, writer);
        if (answer.getStatus() == 200) {
            answer.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type);
        }
        return answer;
    }
}
