package dev.broadsheet.media.file;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.media.FileType;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaQueries;
import dev.broadsheet.media.storage.StoredFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@code /files}: the files of media. Browsers must not run anything in them: the type is that of the bytes, not to be
 * guessed, in a sandbox, and files other than pictures are downloads.
 */
@Path("/files")
@SecurityRequirement(name = "key")
@Tag(name = "Media")
class FileResource {

    private final MediaQueries queries;
    private final MediaFiles files;
    private final CurrentCaller caller;

    FileResource(MediaQueries queries, MediaFiles files, CurrentCaller caller) {
        this.queries = queries;
        this.files = files;
        this.caller = caller;
    }

    @GET
    @Path("{media}/original")
    @Operation(
            summary = "Get the original file of a medium",
            description =
                    "As it was uploaded. Takes a Range of bytes. Needs a key until a live article shows the medium.")
    @APIResponse(responseCode = "200", description = "The file.")
    @APIResponse(responseCode = "206", description = "The range of the file.")
    @APIResponse(responseCode = "416", description = "The range begins behind the end (range-not-satisfiable).")
    public RestResponse<InputStream> getOriginal(
            @RestPath String media, @HeaderParam("Range") @Parameter(hidden = true) @Nullable String range) {
        caller.require();
        Media found = queries.get(media);
        StoredFile file = files.original(found.hash).orElseThrow(() -> new NotFoundProblem("file", media));
        Optional<ByteRange> part = ByteRange.read(range, file.size());
        FileType type = FileType.stored(found.type);
        var response = RestResponse.ResponseBuilder.<InputStream>create(part.isPresent() ? 206 : 200)
                .header(HttpHeaders.CONTENT_TYPE, found.type)
                .header(HttpHeaders.ETAG, "\"" + found.hash.substring(0, 32) + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Accept-Ranges", "bytes")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox")
                .header(HttpHeaders.CONTENT_LENGTH, part.map(ByteRange::length).orElse(file.size()));
        part.ifPresent(bytes -> response.header("Content-Range", bytes.of(file.size())));
        if (!type.isImage()) {
            response.header(HttpHeaders.CONTENT_DISPOSITION, attachment(found.name));
        }
        return response.entity(open(file, part)).build();
    }

    private static InputStream open(StoredFile file, Optional<ByteRange> part) {
        try {
            InputStream bytes = file.open(part.map(ByteRange::from).orElse(0L));
            return part.isEmpty()
                    ? bytes
                    : BoundedInputStream.builder()
                            .setInputStream(bytes)
                            .setMaxCount(part.get().length())
                            .get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** RFC 6266, with the name in UTF-8. */
    private static String attachment(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
