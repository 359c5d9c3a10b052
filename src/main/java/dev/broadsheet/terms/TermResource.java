package dev.broadsheet.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.Caller;
import dev.broadsheet.kernel.Page;
import dev.broadsheet.kernel.PageRequest;
import dev.broadsheet.kernel.http.PageLinks;
import dev.broadsheet.writes.Writes;
import dev.broadsheet.writes.Written;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Tags, authors and sections over HTTP; the rooms of the three give it its path. Without a key, those that no live
 * article carries are absent, so that the name of a story in the making doesn't leak.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public abstract class TermResource {

    static final String EXAMPLE = "{\"name\": \"Energy\", \"description\": \"Oil, gas, power and who pays for them\"}";

    private final TermKind kind;

    @Inject
    TermShelf shelf;

    @Inject
    Caller caller;

    @Inject
    PageLinks links;

    @Inject
    Writes writes;

    @Inject
    ObjectMapper json;

    protected TermResource(TermKind kind) {
        this.kind = kind;
    }

    @GET
    @Operation(
            summary = "List {terms} by name",
            description =
                    "Sorted by name, with the number of live articles of each. With a key, unused ones are there too.")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<TermView>> list(@BeanParam PageRequest.Parameters page) {
        return links.answer(shelf.list(kind, page.read(), !caller.isAnonymous()));
    }

    @POST
    @Operation(summary = "Make {a term}", description = "The slug is made from the name if absent.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = TermEdit.class),
                            examples = @ExampleObject(name = "energy", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "Made. Location leads to it.",
            content = @Content(schema = @Schema(implementation = TermView.class)))
    @APIResponse(responseCode = "409", description = "The slug is taken (duplicate).")
    public RestResponse<byte[]> create(JsonNode body) {
        TermEdit edit = TermEdit.read(body);
        return writes.answer(() -> written(shelf.create(kind, null, edit)));
    }

    @GET
    @Path("{term}")
    @Operation(summary = "Read {a term}", description = "By id, slug or former slug.")
    @APIResponse(
            responseCode = "200",
            description = "The {term}. With a key, ETag guards a later write.",
            content = @Content(schema = @Schema(implementation = TermView.class)))
    @APIResponse(responseCode = "404", description = "Unknown, or without a live article and no key sent (not-found).")
    public RestResponse<TermView> get(@RestPath String term) {
        boolean editor = !caller.isAnonymous();
        TermShelf.Stored stored = shelf.get(kind, term, editor);
        return editor
                ? RestResponse.ResponseBuilder.ok(stored.view())
                        .header(HttpHeaders.ETAG, stored.etag())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build()
                : RestResponse.ok(stored.view());
    }

    @PUT
    @Path("{term}")
    @Operation(
            summary = "Make or replace {a term}",
            description =
                    "An unknown slug makes it. Another slug in the body renames: the former one stays as an alias, and the articles stay with it. An absent name is kept, an absent description cleared.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = TermEdit.class),
                            examples = @ExampleObject(name = "energy", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced, or identical already: then the ETag is the old one.",
            content = @Content(schema = @Schema(implementation = TermView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made.",
            content = @Content(schema = @Schema(implementation = TermView.class)))
    @APIResponse(responseCode = "409", description = "The slug is taken (duplicate).")
    @APIResponse(responseCode = "412", description = "If-Match or If-None-Match doesn't fit (precondition-failed).")
    public RestResponse<byte[]> put(@RestPath String term, JsonNode body) {
        return writes.answer(() -> written(shelf.put(kind, term, body)));
    }

    @PATCH
    @Path("{term}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "Change some of {a term}", description = "Merge patch (RFC 7396): what is absent stays.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/merge-patch+json",
                            schema = @Schema(implementation = TermEdit.class),
                            examples = @ExampleObject(name = "rename", value = "{\"name\": \"Energy & power\"}")))
    @APIResponse(
            responseCode = "200",
            description = "Changed.",
            content = @Content(schema = @Schema(implementation = TermView.class)))
    @APIResponse(responseCode = "404", description = "Unknown (not-found).")
    @APIResponse(responseCode = "409", description = "The slug is taken (duplicate).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed).")
    public RestResponse<byte[]> patch(@RestPath String term, JsonNode patch) {
        return writes.answer(() -> written(shelf.patch(kind, term, patch == null ? NullNode.instance : patch)));
    }

    @DELETE
    @Path("{term}")
    @Operation(
            summary = "Remove {a term}",
            description = "One in use is kept, unless force=true takes it off its articles as well.")
    @APIResponse(responseCode = "204", description = "Removed.")
    @APIResponse(responseCode = "404", description = "Unknown (not-found).")
    @APIResponse(responseCode = "409", description = "Still in use (in-use).")
    @APIResponse(responseCode = "412", description = "If-Match doesn't fit (precondition-failed).")
    public RestResponse<byte[]> delete(
            @RestPath String term,
            @RestQuery @DefaultValue("false") @Parameter(description = "Take it off its articles as well.")
                    boolean force) {
        return writes.answer(() -> {
            shelf.delete(kind, term, force);
            return Written.gone();
        });
    }

    private Written written(TermShelf.Stored stored) {
        Supplier<ObjectNode> body = () -> json.valueToTree(stored.view());
        return stored.made()
                ? Written.made(
                        body,
                        stored.etag(),
                        "/api/" + kind.text() + "s/" + stored.view().slug())
                : Written.changed(body, stored.etag());
    }
}
