package dev.broadsheet.terms.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.cache.CacheableRead;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.list.TermQueries;
import dev.broadsheet.terms.list.TermReader;
import dev.broadsheet.terms.list.TermSort;
import dev.broadsheet.terms.list.TermView;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * REST endpoints of tags, authors and sections; each subclass gives the path.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public abstract class TermResource {

    /** Deadline for a merge of a term that hundreds of thousands of articles use. */
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(5);

    private final TermKind kind;

    @Inject
    TermReader reader;

    @Inject
    TermService service;

    @Inject
    TermMerge merge;

    @Inject
    UnusedTerms unusedTerms;

    @Inject
    PageLinks links;

    @Inject
    WriteExecutor writes;

    @Inject
    ObjectMapper json;

    protected TermResource(TermKind kind) {
        this.kind = kind;
    }

    @GET
    @PublicRead
    @CacheableRead
    @Operation(
            summary = "List {terms}",
            description =
                    "With the exact number of live articles of each. Without a key, only those that live articles use, and their parents.")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<TermView>> listTerms(
            @RestQuery
                    @Parameter(
                            description =
                                    "name, slug, count (live articles), createdAt or updatedAt; a leading - sorts descending. Default: name.",
                            example = "-count")
                    @Nullable
                    String sort,
            @RestQuery
                    @Parameter(
                            description =
                                    "true: only those that no working copy and no live article uses, descendants included; false: only the others. Needs a key.")
                    @Nullable
                    Boolean unused,
            @BeanParam PageRequest.Parameters page) {
        return links.toResponse(reader.list(kind, TermSort.read(sort), unused, page));
    }

    @POST
    @RequiresPermission(Permission.TERMS_WRITE)
    @Operation(summary = "Create {a term}", description = "A missing slug is made from the name.")
    @RequestBody(ref = "Term")
    @APIResponseSchema(value = TermView.class, responseCode = "201", responseDescription = "Created.")
    public RestResponse<byte[]> createTerm(JsonNode body) {
        TermEdit edit = TermEdit.read(kind, body);
        return writes.execute(() -> written(service.create(kind, null, edit)));
    }

    @GET
    @PublicRead
    @Path("{term}")
    @CacheableRead
    @Operation(
            summary = "Get {a term}",
            description =
                    "By id or slug. Other names answer 308: its name, the slug in another case, aliases, former names, and the slug or id of a merged one.")
    @APIResponse(responseCode = "200", description = "The {term}. With a key, ETag is for If-Match.")
    @APIResponse(responseCode = "401", description = "The key is invalid (unauthorized).")
    @APIResponse(
            responseCode = "404",
            description = "Unknown; or, without a key, no live article uses it or a descendant (not-found).")
    public RestResponse<TermView> getTerm(@RestPath String term) {
        return reader.get(kind, term);
    }

    @PUT
    @RequiresPermission(Permission.TERMS_WRITE)
    @Path("{term}")
    @Operation(
            summary = "Create or replace {a term}",
            description =
                    "An unknown slug creates it. Another slug in the body renames it; the former one stays valid (formerNames). Absent name, slug and aliases are kept; absent description, url, colour and parent are cleared.")
    @RequestBody(ref = "Term")
    @APIResponseSchema(value = TermView.class, responseDescription = "Replaced; the ETag stays if it is identical.")
    @APIResponse(responseCode = "201", description = "Created.")
    public RestResponse<byte[]> putTerm(@RestPath String term, JsonNode body) {
        return writes.execute(() -> written(service.put(kind, term, body)));
    }

    @PATCH
    @RequiresPermission(Permission.TERMS_WRITE)
    @Path("{term}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(summary = "Update {a term}", description = "Merge patch (RFC 7396): absent members stay.")
    @RequestBody(ref = "TermPatch")
    @APIResponseSchema(value = TermView.class, responseDescription = "Updated.")
    public RestResponse<byte[]> patchTerm(@RestPath String term, JsonNode patch) {
        return writes.execute(() -> written(service.patch(kind, term, patch == null ? NullNode.instance : patch)));
    }

    @DELETE
    @RequiresPermission(Permission.TERMS_WRITE)
    @Path("{term}")
    @Operation(
            summary = "Delete {a term}",
            description = "Refused while it is in use, unless force=true. Its children lose their parent.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    @APIResponse(responseCode = "409", description = "In use (in-use).")
    public RestResponse<byte[]> deleteTerm(
            @RestPath String term,
            @RestQuery @DefaultValue("false") @Parameter(description = "true: remove it from its articles first.")
                    boolean force) {
        return writes.execute(LONG_TIMEOUT, () -> {
            service.delete(kind, term, force);
            return WriteResult.deleted();
        });
    }

    @DELETE
    @RequiresPermission(Permission.TERMS_WRITE)
    @Operation(
            summary = "Delete unused {terms}",
            description =
                    "Deletes all that no working copy and no live article uses, descendants included. dryRun=true lists them only.")
    @APIResponseSchema(value = UnusedTerms.Removed.class, responseDescription = "The deleted ones.")
    public RestResponse<byte[]> deleteUnusedTerms(
            @RestQuery @DefaultValue("false") @Parameter(description = "Required. Must be true.", example = "true")
                    boolean unused) {
        if (!unused) {
            throw new ParameterProblem(
                    List.of(Fault.in("unused", "required", "Send unused=true to remove the unused.")));
        }
        return writes.execute(LONG_TIMEOUT, () -> {
            UnusedTerms.Removed removed = unusedTerms.remove(kind);
            return WriteResult.completed(() -> json.valueToTree(removed));
        });
    }

    @POST
    @RequiresPermission(Permission.TERMS_WRITE)
    @Path("{term}/merge")
    @Operation(
            summary = "Merge {a term} into another",
            description =
                    "All articles that use it use the other from now on: working copies, live and past versions, and revisions that are restored later. Articles and their ETags don't change. Its slug, name and aliases lead to the other. Idempotent. If-Match is the ETag of the one that is merged.")
    @RequestBody(ref = "TermMerge")
    @APIResponseSchema(value = TermView.class, responseDescription = "Merged. The remaining one.")
    @APIResponse(responseCode = "409", description = "The new name belongs to another {term} (duplicate).")
    public RestResponse<byte[]> mergeTerm(@RestPath String term, JsonNode body) {
        return writes.execute(LONG_TIMEOUT, () -> written(merge.merge(kind, term, body)));
    }

    private WriteResult written(TermQueries.Stored stored) {
        Supplier<ObjectNode> body = () -> json.valueToTree(stored.view());
        return stored.created()
                ? WriteResult.created(
                        body,
                        stored.etag(),
                        "/api/" + kind.text() + "s/" + stored.view().slug())
                : WriteResult.updated(body, stored.etag());
    }
}
