package dev.broadsheet.publications.article;

import static dev.broadsheet.publications.PublicationTable.PUBLICATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.KeyAttempts;
import dev.broadsheet.articles.json.MarkdownFile;
import dev.broadsheet.articles.json.WorkingCopies;
import dev.broadsheet.articles.shares.SharedArticles;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.publications.FieldSelection;
import dev.broadsheet.publications.Projection;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * {@code /api/shared/{token}}: an article by its preview link, with the members that readers see of a live one. Never
 * cached, never indexed.
 */
@Path("/api/shared")
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Preview links")
class SharedArticleResource {

    private final SharedArticles shared;
    private final WorkingCopies workingCopies;
    private final ArticleHtmlPage pages;
    private final KeyAttempts attempts;
    private final DSLContext sql;

    SharedArticleResource(
            SharedArticles shared,
            WorkingCopies workingCopies,
            ArticleHtmlPage pages,
            KeyAttempts attempts,
            DSLContext sql) {
        this.shared = shared;
        this.workingCopies = workingCopies;
        this.pages = pages;
        this.attempts = attempts;
        this.sql = sql;
    }

    @GET
    @Path("{token}")
    @Operation(
            summary = "Read an article by its preview link",
            description =
                    "In every form that a live article has: JSON, text/markdown, text/html, text/plain. Pictures have signed URLs. Needs no key. A link that is unknown, revoked or expired is 404.")
    @APIResponse(
            responseCode = "200",
            description = "The article, as readers would see it.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Article")),
                @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "404", description = "Unknown, revoked or expired (not-found).")
    public RestResponse<ObjectNode> getShared(
            @RestPath
                    @Parameter(
                            description = "The token of the link.",
                            example = "bsp_0AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeF")
                    String token,
            @BeanParam FieldSelection shape) {
        List<Fault> faults = new ArrayList<>();
        Projection projection = shape.forArticle(false, faults);
        ParameterProblem.throwIfAny(faults);
        return respond(token, projection, tree -> tree, MediaType.APPLICATION_JSON);
    }

    @GET
    @Path("{token}")
    @Produces("text/markdown")
    @Operation(hidden = true)
    public RestResponse<String> markdown(@RestPath String token) {
        return respond(token, Projection.complete(false), MarkdownFile::of, "text/markdown;charset=UTF-8");
    }

    @GET
    @Path("{token}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public RestResponse<String> page(@RestPath String token) {
        RestResponse<String> page = respond(token, Projection.complete(false), pages::of, "text/html;charset=UTF-8");
        page.getHeaders().putSingle("Content-Security-Policy", ArticleHtmlPage.POLICY);
        return page;
    }

    @GET
    @Path("{token}")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public RestResponse<String> plain(@RestPath String token) {
        return respond(token, Projection.complete(false), PlainText::of, "text/plain;charset=UTF-8");
    }

    private <T> RestResponse<T> respond(
            String token, Projection projection, Function<ObjectNode, T> view, String type) {
        SharedArticles.Shared found = shared.find(token).orElseThrow(() -> {
            attempts.countWrong();
            return new Problem(ProblemCode.NOT_FOUND, "This preview link is unknown, or it has ended.");
        });
        ObjectNode tree = workingCopies.view(found.article(), found.revision(), projection.forms());
        tree.set("related", live(tree.path("related")));
        tree.putObject("links").put("self", "/api/shared/" + token);
        return RestResponse.ResponseBuilder.ok(view.apply(projection.select(tree)))
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_LANGUAGE, tree.path("locale").asText())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    /** The related articles that are live, as readers see them. */
    private ArrayNode live(JsonNode related) {
        List<UUID> ids = new ArrayList<>();
        related.forEach(article -> Ids.parse(article.path("id").asText()).ifPresent(ids::add));
        ArrayNode live = JsonNodeFactory.instance.arrayNode();
        if (ids.isEmpty()) {
            return live;
        }
        Map<UUID, Record> known = sql.select(
                        PUBLICATION.ARTICLE_ID, PUBLICATION.column("slug"), PUBLICATION.column("title"))
                .from(PUBLICATION)
                .where(PUBLICATION.ARTICLE_ID.in(ids))
                .fetchMap(PUBLICATION.ARTICLE_ID, row -> row);
        for (UUID id : ids) {
            Record article = known.get(id);
            if (article != null) {
                live.addObject()
                        .put("id", id.toString())
                        .put("slug", article.get("slug", String.class))
                        .put("title", article.get("title", String.class));
            }
        }
        return live;
    }
}
