package dev.broadsheet.media.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.access.RequiresPermission;
import dev.broadsheet.access.roles.Permission;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Ids;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.http.HttpDate;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageLinks;
import dev.broadsheet.kernel.paging.PageRequest;
import dev.broadsheet.kernel.request.body.BodyMemory;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaQueries;
import dev.broadsheet.media.MediaUsage;
import dev.broadsheet.media.MediaView;
import dev.broadsheet.writes.WriteExecutor;
import dev.broadsheet.writes.WriteResult;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

/** {@code /api/media}: the media library. */
@Path("/api/media")
@RequiresPermission(Permission.MEDIA_READ)
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "key")
@Tag(name = "Media")
class MediaResource {

    private static final int MAX_TAGS = 50;

    private final MediaService service;
    private final MediaQueries queries;
    private final MediaUsage usage;
    private final MediaFiles files;
    private final UploadReader reader;
    private final DateParser dates;
    private final PageLinks links;
    private final WriteExecutor writes;
    private final BodyMemory memory;
    private final ObjectMapper json;

    MediaResource(
            MediaService service,
            MediaQueries queries,
            MediaUsage usage,
            MediaFiles files,
            UploadReader reader,
            DateParser dates,
            PageLinks links,
            WriteExecutor writes,
            BodyMemory memory,
            ObjectMapper json) {
        this.service = service;
        this.queries = queries;
        this.usage = usage;
        this.files = files;
        this.reader = reader;
        this.dates = dates;
        this.links = links;
        this.writes = writes;
        this.memory = memory;
        this.json = json;
    }

    @GET
    @Operation(summary = "List media", description = "Newest first. Needs a key.")
    @APIResponse(responseCode = "200", description = "A page.")
    public RestResponse<Page<MediaView>> listMedia(
            @RestQuery
                    @Parameter(description = "A media type such as image/png, or its first part.", example = "image")
                    @Nullable
                    String type,
            @RestQuery
                    @Parameter(description = "Words of name, alt, caption and credit.", example = "harbour")
                    @Nullable
                    String q,
            @RestQuery("licenseEndsAt.lt")
                    @Parameter(
                            name = "licenseEndsAt.lt",
                            description = "Only files whose licence ends before this date.",
                            example = "2030-01-31")
                    @Nullable
                    String licenseEndsBefore,
            @RestQuery @DefaultValue("false") @Parameter(description = "true: the trash.") boolean trashed,
            @RestQuery
                    @DefaultValue("false")
                    @Parameter(
                            description =
                                    "true: only media that no live article, working copy or scheduled revision uses.")
                    boolean unused,
            @RestQuery
                    @Parameter(
                            description =
                                    "Only media used by articles whose working copy has any of these tags: slugs, names or ids, separated by commas.",
                            example = "energy")
                    @Nullable
                    List<String> tag,
            @BeanParam PageRequest.Parameters page) {
        List<Fault> faults = new ArrayList<>();
        PageRequest request = page.read(faults);
        Instant before = licenseEndsBefore == null
                ? null
                : dates.parse(licenseEndsBefore).orElse(null);
        if (licenseEndsBefore != null && before == null) {
            faults.add(
                    Fault.in("licenseEndsAt.lt", "invalid-date", "licenseEndsAt.lt takes a date such as 2030-01-31."));
        }
        List<String> tags = tags(tag, faults);
        ParameterProblem.throwIfAny(faults);
        RestResponse<Page<MediaView>> response = links.toResponse(
                queries.list(new MediaQueries.Filter(type, q, before, trashed, unused, tags), request));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    private static List<String> tags(@Nullable List<String> values, List<Fault> faults) {
        List<String> tags = values == null || values.isEmpty()
                ? List.of()
                : Stream.of(String.join(",", values).split(",", -1))
                        .map(String::strip)
                        .toList();
        if (tags.contains("")) {
            faults.add(Fault.in("tag", "invalid-value", "tag has an empty name in it."));
        }
        if (tags.size() > MAX_TAGS) {
            faults.add(Fault.in("tag", "too-many", "tag takes at most " + MAX_TAGS + " names."));
        }
        return tags;
    }

    @POST
    @RequiresPermission(Permission.MEDIA_WRITE)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Upload a file",
            description =
                    "The body is the file: a picture of at most 32 MiB (JPEG, PNG, GIF, WebP, AVIF), or a PDF, audio or video file of at most 64 MiB. Its type is found in its bytes. If the library has the same bytes, the existing medium is answered; the metadata fill its empty members.")
    @APIResponseSchema(
            value = MediaView.class,
            responseCode = "200",
            responseDescription = "The library has this file already.")
    @APIResponse(responseCode = "201", description = "Created.")
    @RequestBody(ref = "File")
    public RestResponse<byte[]> uploadMedia(
            @BeanParam UploadParameters parameters, InputStream body, @Context HttpHeaders headers) {
        try (UploadReader.Received received = receive(null, parameters, body, headers)) {
            return writes.execute(() -> written(service.upload(received.file(), received.named())));
        }
    }

    @GET
    @Path("{media}")
    @Operation(summary = "Get a medium", description = "By id. Needs a key.")
    @APIResponse(responseCode = "200", description = "The medium.")
    public RestResponse<MediaView> getMedia(@RestPath String media) {
        Media found = queries.get(media);
        return RestResponse.ResponseBuilder.ok(queries.view(found))
                .header(HttpHeaders.ETAG, found.etag())
                .header(HttpHeaders.LAST_MODIFIED, HttpDate.of(found.updatedAt))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @RequiresPermission(value = Permission.ARTICLES_READ, withoutRules = true)
    @Path("{media}/usage")
    @Operation(
            summary = "List the articles that use a medium",
            description =
                    "Newest first, at most 100: live articles, working copies, scheduled revisions and old revisions. Needs a key without rules, because it names all articles.")
    @APIResponse(responseCode = "200", description = "The articles.")
    public RestResponse<MediaUsageView> getMediaUsage(@RestPath String media) {
        return RestResponse.ResponseBuilder.ok(
                        MediaUsageView.of(usage.usersOfAllTime(queries.get(media).id, MediaUsageView.MAX + 1)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @PUT
    @RequiresPermission(Permission.MEDIA_WRITE)
    @Path("{media}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Replace a file, or upload one under a name",
            description =
                    "With an id: replaces the file; URLs change, metadata stay. With a file name, as curl -T sends it: the same as POST with that name.")
    @APIResponseSchema(value = MediaView.class, responseDescription = "Replaced, or the library has this file already.")
    @APIResponse(responseCode = "201", description = "Created.")
    @RequestBody(ref = "File")
    @APIResponse(responseCode = "409", description = "Another medium has this file (duplicate).")
    public RestResponse<byte[]> putMedia(
            @RestPath String media,
            @BeanParam UploadParameters parameters,
            InputStream body,
            @Context HttpHeaders headers) {
        boolean replaces = Ids.parse(media).isPresent();
        if (replaces) {
            // Before the file is received.
            queries.get(media);
        }
        try (UploadReader.Received received = receive(replaces ? null : media, parameters, body, headers)) {
            return writes.execute(() -> written(
                    replaces
                            ? service.replace(media, received.file(), received.metadata())
                            : service.upload(received.file(), received.named())));
        }
    }

    @PATCH
    @RequiresPermission(Permission.MEDIA_WRITE)
    @Path("{media}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Update the metadata of a medium",
            description = "Merge patch (RFC 7396): absent members stay.")
    @RequestBody(ref = "MediaPatch")
    @APIResponseSchema(value = MediaView.class, responseDescription = "Updated.")
    public RestResponse<byte[]> patchMedia(@RestPath String media, JsonNode patch) {
        return writes.execute(() -> written(service.patch(media, patch)));
    }

    @DELETE
    @RequiresPermission(Permission.MEDIA_DELETE)
    @Path("{media}")
    @Operation(
            summary = "Move a medium to the trash",
            description =
                    "DELETE …/trash restores it. Refused while a live article, a working copy or a scheduled revision uses it, unless force=true: those articles are then shown without it.")
    @APIResponse(responseCode = "204", description = "In the trash; also if it was there already.")
    @APIResponse(responseCode = "409", description = "Articles use it (media-in-use); articles names up to 20.")
    public RestResponse<byte[]> deleteMedia(
            @RestPath String media,
            @RestQuery @DefaultValue("false") @Parameter(description = "true: also if articles use it.")
                    boolean force) {
        return writes.execute(() -> {
            service.trash(media, force);
            return WriteResult.deleted();
        });
    }

    @DELETE
    @RequiresPermission(Permission.MEDIA_DELETE)
    @Path("{media}/trash")
    @Operation(summary = "Restore a medium from the trash", description = "It is listed again, with all it had.")
    @APIResponseSchema(value = MediaView.class, responseDescription = "Restored; also if it was not in the trash.")
    public RestResponse<byte[]> restoreMedia(@RestPath String media) {
        return writes.execute(() -> written(service.restore(media)));
    }

    /** Stores the file before the transaction, so that no committed row lacks its file. */
    private UploadReader.Received receive(
            @Nullable String name, UploadParameters parameters, InputStream body, HttpHeaders headers) {
        writes.checkIdempotencyKey();
        memory.shrink(0);
        UploadReader.Received received = reader.read(name, parameters, body, headers);
        if (!writes.dryRun()) {
            try {
                files.store(received.file());
            } catch (RuntimeException failure) {
                received.close();
                throw failure;
            }
        }
        return received;
    }

    private WriteResult written(MediaService.Result result) {
        Media media = result.media();
        WriteResult written = result.created()
                ? WriteResult.created(
                        () -> json.valueToTree(queries.view(media)), media.etag(), "/api/media/" + media.id)
                : WriteResult.updated(() -> json.valueToTree(queries.view(media)), media.etag());
        return written.withWarnings(result.warnings());
    }
}
