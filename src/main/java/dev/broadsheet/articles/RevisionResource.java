package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Fields;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.kernel.http.PageLinks;
import dev.broadsheet.writes.Writes;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/articles/{article}/revisions}: what an article was, for editors. */
@Path("/api/articles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Revisions")
class RevisionResource {

    private final History history;
    private final NewsDesk desk;
    private final Writes writes;
    private final Caller caller;
    private final PageLinks links;

    RevisionResource(History history, NewsDesk desk, Writes writes, Caller caller, PageLinks links) {
        this.history = history;
        this.desk = desk;
        this.writes = writes;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @SecurityRequirement(name = "key")
    @Path("{article}/revisions")
    @Operation(
            operationId = "listRevisions",
            summary = "List an article's revisions",
            description =
                    "Newest first, with who made each, when, and what they said of it. Old ones may go (by default those beyond the newest hundred, when they are a year old), but none that has a note or was published. Needs a key.")
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    public RestResponse<Page<RevisionView>> list(
            @RestPath String article,
            @RestQuery
                    @Parameter(description = "false: without autosaves; true: those alone.", example = "false")
                    @Nullable
                    Boolean autosave,
            @BeanParam PageRequest.Parameters page) {
        caller.require();
        RestResponse<Page<RevisionView>> response = links.answer(history.list(article, autosave, page.read()));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    @GET
    @SecurityRequirement(name = "key")
    @Path("{article}/revisions/{number}")
    @Operation(
            operationId = "getRevision",
            summary = "Read a revision",
            description = "The article as it was written then; entry says by whom, when and why. Needs a key.")
    @APIResponse(
            responseCode = "200",
            description = "The revision.",
            content = @Content(schema = @Schema(implementation = RevisionView.Single.class)))
    @APIResponse(responseCode = "404", description = "No such article or revision (not-found).")
    public RestResponse<ObjectNode> get(
            @RestPath String article,
            @RestPath @Parameter(description = "From 1.", example = "3") int number,
            @RestQuery("body.format")
                    @Parameter(description = "blocks, html, markdown, text, source; several between commas.")
                    List<String> format) {
        caller.require();
        List<Fault> faults = new ArrayList<>();
        Set<BodyForm> forms = BodyForm.read(format, true, faults);
        dev.broadsheet.kernel.BadParameters.throwIfAny(faults);
        ObjectNode revision = history.get(article, number, forms);
        return RestResponse.ResponseBuilder.ok(revision)
                .header(HttpHeaders.CONTENT_LANGUAGE, revision.path("locale").asText())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("{article}/revisions")
    @Operation(
            operationId = "restoreRevision",
            summary = "Go back to a revision",
            description =
                    "Makes a new revision with the content of an old one, if it differs from the present one. Slug and externalId stay; nothing is published.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Restoration.class),
                            examples = @ExampleObject(name = "third", value = "{\"restore\": 3}")))
    @APIResponse(
            responseCode = "200",
            description = "The working copy, with that content.",
            content = @Content(schema = @Schema(ref = "WrittenArticle")))
    @APIResponse(responseCode = "404", description = "No article goes by this name (not-found).")
    @APIResponse(responseCode = "409", description = "The article is in the trash (in-trash).")
    public RestResponse<byte[]> restore(@RestPath String article, @BeanParam Save.Parameters save, JsonNode body) {
        Restoration restoration = Restoration.read(body);
        Save how = save.read();
        return writes.answer(() -> desk.restoreRevision(article, restoration.restore(), restoration.note(), how)
                .written());
    }

    /** Which revision to go back to. */
    @Schema(name = "Restoration")
    record Restoration(
            @Schema(minimum = "1") int restore,
            @Schema(maxLength = Save.MAX_NOTE) @Nullable String note) {

        static Restoration read(JsonNode body) {
            List<Fault> faults = new ArrayList<>();
            Fields fields = new Fields(body, "", faults);
            Integer restore = fields.integer("restore", 1, Integer.MAX_VALUE);
            String note = fields.text("note", Save.MAX_NOTE);
            fields.rejectUnknown();
            if (restore == null && faults.isEmpty()) {
                fields.fault("restore", "required", "Say the number of a revision.");
            }
            if (restore == null || !faults.isEmpty()) {
                throw new Invalid(faults);
            }
            return new Restoration(restore, note);
        }
    }
}
