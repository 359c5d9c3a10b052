package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.articles.input.RevisionOptions;
import dev.broadsheet.articles.json.ArticleView;
import dev.broadsheet.articles.json.BodyFormat;
import dev.broadsheet.articles.revisions.RevisionQueries;
import dev.broadsheet.articles.revisions.RevisionView;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/revisions}: the history of an article, for editors. */
@Path("/api/articles")
@RequiresPermission(Permission.ARTICLES_READ)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "key")
@Tag(name = "Revisions")
class RevisionResource {

    private final RevisionQueries revisionQueries;
    private final ArticleService articleService;
    private final WriteExecutor writes;
    private final PageLinks links;

    RevisionResource(
            RevisionQueries revisionQueries, ArticleService articleService, WriteExecutor writes, PageLinks links) {
        this.revisionQueries = revisionQueries;
        this.articleService = articleService;
        this.writes = writes;
        this.links = links;
    }

    @GET
    @Path("{article}/revisions")
    @Operation(
            summary = "List revisions",
            description =
                    "Newest first, with author, time and note. Old revisions may be deleted (by default those beyond the newest 100 that are a year old), but none with a note and none that was published. Needs a key.")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<RevisionView>> listRevisions(
            @RestPath String article,
            @RestQuery
                    @Parameter(description = "false: without autosaves; true: only autosaves.", example = "false")
                    @Nullable
                    Boolean autosave,
            @BeanParam PageRequest.Parameters page) {
        RestResponse<Page<RevisionView>> response =
                links.toResponse(revisionQueries.list(article, autosave, page.read()));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    @GET
    @Path("{article}/revisions/{number}")
    @Operation(
            summary = "Get a revision",
            description = "The article at that revision; entry has author, time and note. Needs a key.")
    @APIResponseSchema(value = RevisionView.Single.class, responseDescription = "The revision.")
    @APIResponse(responseCode = "404", description = "No such article or revision (not-found).")
    public RestResponse<ObjectNode> getRevision(
            @RestPath String article,
            @RestPath @Parameter(description = "Revision number, from 1.", example = "3") int number,
            @RestQuery("body.format")
                    @Parameter(description = "blocks, html, markdown, text or source; several separated by commas.")
                    List<String> format) {
        List<Fault> faults = new ArrayList<>();
        Set<BodyFormat> bodyFormats = BodyFormat.read(format, true, faults);
        dev.broadsheet.kernel.ParameterProblem.throwIfAny(faults);
        ObjectNode revision = revisionQueries.get(article, number, bodyFormats);
        return RestResponse.ResponseBuilder.ok(revision)
                .header(HttpHeaders.CONTENT_LANGUAGE, revision.path("locale").asText())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @RequiresPermission(Permission.ARTICLES_WRITE)
    @Path("{article}/revisions")
    @Operation(
            summary = "Restore a revision",
            description =
                    "Makes a new revision with the content of an old one, unless it is identical. slug and externalId stay; nothing is published.")
    @RequestBody(ref = "Restoration")
    @APIResponseSchema(value = ArticleView.class, responseDescription = "The working copy.")
    public RestResponse<byte[]> restoreRevision(
            @RestPath String article, @BeanParam RevisionOptions.Parameters parameters, JsonNode body) {
        Restoration restoration = Restoration.read(body);
        RevisionOptions options = parameters.read();
        return writes.execute(() -> articleService
                .restoreRevision(article, restoration.restore(), restoration.note(), options)
                .toWriteResult());
    }

    /** The body of a restore request. */
    @Schema(name = "Restoration")
    record Restoration(
            @Schema(minimum = "1") int restore,

            @Schema(maxLength = RevisionOptions.MAX_NOTE) @Nullable
            String note) {

        static Restoration read(JsonNode body) {
            List<Fault> faults = new ArrayList<>();
            JsonFields fields = new JsonFields(body, "", faults);
            Integer restore = fields.integer("restore", 1, Integer.MAX_VALUE);
            String note = fields.text("note", RevisionOptions.MAX_NOTE);
            fields.rejectUnknown();
            if (restore == null && faults.isEmpty()) {
                fields.fault("restore", "required", "Required: the number of a revision.");
            }
            if (restore == null || !faults.isEmpty()) {
                throw new ValidationProblem(faults);
            }
            return new Restoration(restore, note);
        }
    }
}
