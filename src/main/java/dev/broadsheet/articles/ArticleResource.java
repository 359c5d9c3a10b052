package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/articles}: the writes. Reading is the newsstand's. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
class ArticleResource {

    private static final String JSON_EXAMPLE =
            "{\"title\": \"Summit ends without a deal\", \"body\": \"The talks broke up *late on Friday*.\", \"tags\": [\"energy\", \"iraq\"], \"status\": \"published\"}";
    private static final String MARKDOWN_EXAMPLE =
            "---\ntitle: Summit ends without a deal\ntags: [energy, iraq]\nstatus: published\n---\nThe talks broke up *late on Friday*.\n";
    private static final String HTML_EXAMPLE =
            "<h1>Summit ends without a deal</h1><p>The talks broke up <em>late on Friday</em>.</p>";

    private final NewsDesk desk;
    private final ObjectMapper json;

    ArticleResource(NewsDesk desk, ObjectMapper json) {
        this.desk = desk;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "createArticle",
            summary = "Create an article",
            description =
                    "The slug is made from the title if absent. Stays a draft unless it says status published. Terms are named by slug or by name and made on first use.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ArticleEdit.class),
                        examples = @ExampleObject(name = "article", value = JSON_EXAMPLE)),
                @Content(
                        mediaType = "text/markdown",
                        schema = @Schema(type = SchemaType.STRING, description = "YAML front matter, then Markdown."),
                        examples = @ExampleObject(name = "story", value = MARKDOWN_EXAMPLE)),
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING, description = "A page or a fragment."),
                        examples = @ExampleObject(name = "page", value = HTML_EXAMPLE))
            })
    @APIResponse(
            responseCode = "201",
            description = "Created. Location leads to it, ETag guards the next write.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "409", description = "The slug or the externalId is taken (duplicate).")
    public RestResponse<ObjectNode> create(
            @BeanParam Save.Parameters save, String body, @Context HttpHeaders headers, @Context UriInfo uri) {
        return answer(desk.create(Uploads.read(body, headers.getMediaType(), json), save.read()), uri);
    }

    @PUT
    @Path("{article}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "putArticle",
            summary = "Create or replace an article",
            description =
                    "An unknown name becomes the slug. Content that is absent is cleared; slug, externalId, publishedAt, status and schedule are kept. Identical content makes no new revision and leaves the ETag as it was. Readers see the change when it is published.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ArticleEdit.class),
                        examples = @ExampleObject(name = "article", value = JSON_EXAMPLE)),
                @Content(
                        mediaType = "text/markdown",
                        schema = @Schema(type = SchemaType.STRING, description = "YAML front matter, then Markdown."),
                        examples = @ExampleObject(name = "story", value = MARKDOWN_EXAMPLE)),
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING, description = "A page or a fragment."),
                        examples = @ExampleObject(name = "page", value = HTML_EXAMPLE))
            })
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or identical already.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The slug or the externalId is taken (duplicate), or the article is in the trash (in-trash).")
    @APIResponse(
            responseCode = "412",
            description = "If-Match or If-None-Match doesn't fit (precondition-failed, live-etag).")
    public RestResponse<ObjectNode> put(
            @RestPath @Parameter(description = "Id, slug, former slug or externalId.", example = "summit-ends")
                    String article,
            @BeanParam Save.Parameters save,
            String body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        return answer(desk.put(article, Uploads.read(body, headers.getMediaType(), json), save.read()), uri);
    }

    @PATCH
    @Path("{article}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchArticle",
            summary = "Change some of an article",
            description =
                    "Merge patch (RFC 7396): what is absent stays, null clears. As application/json-patch+json a list of operations (RFC 6902) on the article's JSON, whose body is in blocks. The result is checked as a whole.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        schema = @Schema(implementation = ArticleEdit.class),
                        examples =
                                @ExampleObject(name = "headline", value = "{\"title\": \"Summit ends with a deal\"}")),
                @Content(
                        mediaType = "application/json-patch+json",
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class),
                        examples =
                                @ExampleObject(
                                        name = "one more tag",
                                        value = "[{\"op\": \"add\", \"path\": \"/tags/-\", \"value\": \"oil\"}]"))
            })
    @APIResponse(
            responseCode = "200",
            description = "Changed.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    @APIResponse(
            responseCode = "409",
            description =
                    "The slug or the externalId is taken (duplicate), the article is in the trash (in-trash), or a test operation failed (conflict).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed, live-etag).")
    public RestResponse<ObjectNode> patch(
            @RestPath String article, @BeanParam Save.Parameters save, JsonNode patch, @Context UriInfo uri) {
        return answer(desk.patch(article, Patch.Merge.of(patch), save.read()), uri);
    }

    @PATCH
    @Path("{article}")
    @Consumes("application/json-patch+json")
    @Operation(hidden = true)
    public RestResponse<ObjectNode> operations(
            @RestPath String article, @BeanParam Save.Parameters save, JsonNode patch, @Context UriInfo uri) {
        return answer(desk.patch(article, Patch.Operations.of(patch), save.read()), uri);
    }

    @DELETE
    @Path("{article}")
    @Operation(
            operationId = "deleteArticle",
            summary = "Throw an article away",
            description =
                    "Into the trash, from where DELETE …/trash takes it back. A live one is taken down: readers get 410. With permanent=true it is gone with all its revisions; what was public once keeps its names reserved.")
    @APIResponse(responseCode = "204", description = "Thrown away; also if it was in the trash already.")
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed, live-etag).")
    public void delete(
            @RestPath String article,
            @RestQuery @DefaultValue("false") @Parameter(description = "Delete for good instead.") boolean permanent) {
        if (permanent) {
            desk.deleteForGood(article);
        } else {
            desk.trash(article);
        }
    }

    @DELETE
    @Path("{article}/trash")
    @Operation(
            operationId = "restoreArticle",
            summary = "Take an article out of the trash",
            description = "It comes back as a draft; nothing goes live by it.")
    @APIResponse(
            responseCode = "200",
            description = "Restored; also if it was not in the trash.",
            content = @Content(schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed, live-etag).")
    public RestResponse<ObjectNode> restore(@RestPath String article, @Context UriInfo uri) {
        return answer(desk.restore(article), uri);
    }

    static RestResponse<ObjectNode> answer(Outcome outcome, UriInfo uri) {
        var response = RestResponse.ResponseBuilder.create(
                        outcome.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, outcome.view())
                .header(HttpHeaders.ETAG, outcome.etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return outcome.created()
                ? response.location(uri.getBaseUriBuilder()
                                .path("api/articles")
                                .path(outcome.slug())
                                .build())
                        .build()
                : response.build();
    }
}
