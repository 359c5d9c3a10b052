package dev.broadsheet.access.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.events.ChangeTypes;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/audit}: all changes, with key and client address. */
@Path("/api/audit")
@RequiresPermission(value = Permission.AUDIT_READ, withoutRules = true)
@Tag(name = "Access")
class AuditResource {

    private static final String NDJSON = "application/x-ndjson";

    private final AuditLog audit;
    private final ChangeTypes types;
    private final DateParser dates;
    private final PageLinks links;
    private final ObjectMapper json;

    AuditResource(AuditLog audit, ChangeTypes types, DateParser dates, PageLinks links, ObjectMapper json) {
        this.audit = audit;
        this.types = types;
        this.dates = dates;
        this.links = links;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List the audit log",
            description =
                    "Newest first. application/x-ndjson returns all matching entries, one a line, and refuses limit, after, before, offset and count. Needs a key.")
    @SecurityRequirement(name = "key")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AuditPage.class)),
                @Content(mediaType = NDJSON, schema = @Schema(implementation = AuditEntry.class))
            })
    public RestResponse<Page<AuditEntry>> listAudit(
            @BeanParam AuditFilter.Parameters filters, @BeanParam PageRequest.Parameters pages) {
        List<Fault> faults = new ArrayList<>();
        AuditFilter filter = filters.read(types, dates, faults);
        PageRequest page = pages.read(faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<Page<AuditEntry>> response = links.toResponse(audit.page(filter, page));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    @GET
    @Produces(NDJSON + ";qs=0.5")
    @Operation(hidden = true)
    public RestResponse<StreamingOutput> export(@BeanParam AuditFilter.Parameters filters) {
        List<Fault> faults = new ArrayList<>();
        AuditFilter filter = filters.read(types, dates, faults);
        ParameterProblem.throwIfAny(faults);
        StreamingOutput lines = out -> {
            try (JsonGenerator generator =
                    json.writer().withRootValueSeparator("").createGenerator(out)) {
                audit.forEach(filter, entry -> write(entry, generator));
            }
        };
        return RestResponse.ResponseBuilder.ok(lines)
                .header(HttpHeaders.CONTENT_TYPE, NDJSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("refused")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List refused writes",
            description =
                    "Newest first: writes, and items of batches, that were answered 401, 403, 423 or 429, up to a second old. Kept for 90 days. Needs a key.")
    @SecurityRequirement(name = "key")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<RefusedEntry>> listRefused(@BeanParam PageRequest.Parameters pages) {
        List<Fault> faults = new ArrayList<>();
        PageRequest page = pages.read(faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<Page<RefusedEntry>> response = links.toResponse(audit.refused(page));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    private static void write(AuditEntry entry, JsonGenerator json) {
        try {
            json.writePOJO(entry);
            json.writeRaw('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Only documents the schema of a page. */
    @Schema(name = "AuditPage")
    record AuditPage(List<AuditEntry> data, Page.Info page) {}
}
