package dev.broadsheet.media.file;

import dev.broadsheet.kernel.request.PublicRead;
import dev.broadsheet.media.Images;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaQueries;
import dev.broadsheet.media.image.FileName;
import dev.broadsheet.media.image.FileSigner;
import dev.broadsheet.media.image.Picture;
import dev.broadsheet.media.storage.FileKey;
import dev.broadsheet.media.storage.StoredFile;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /files}: the files of media. */
@Path("/files")
@PublicRead
@Tag(name = "Media")
class FileResource {

    private final MediaQueries queries;
    private final MediaFiles files;
    private final RenditionFiles renditions;
    private final FileAccess access;
    private final FileSigner signer;
    private final Images images;

    FileResource(
            MediaQueries queries,
            MediaFiles files,
            RenditionFiles renditions,
            FileAccess access,
            FileSigner signer,
            Images images) {
        this.queries = queries;
        this.files = files;
        this.renditions = renditions;
        this.access = access;
        this.signer = signer;
        this.images = images;
    }

    @GET
    @Path("{media}/{name}")
    @Operation(
            summary = "Get a rendition of a picture",
            description =
                    "The names are in image objects and can't be composed. The URL never shows anything else, so it may be kept for ever.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestResponse<PathPart> getRendition(
            @RestPath String media,
            @RestPath @Parameter(description = "From an image object.", example = "16x9-1600-4be1f0a92c.jpg")
                    String name,
            @BeanParam FileParameters parameters) {
        FileName file = FileName.parse(name).orElseThrow(() -> FileAccess.unknown(media));
        Media found = queries.find(media).orElseThrow(() -> FileAccess.unknown(media));
        Picture picture = found.picture()
                .filter(known -> signer.isGenuine(file, known))
                .orElseThrow(() -> FileAccess.unknown(media));
        FileAccess.Permission permission = access.check(media, found, FileSigner.Scope.RENDITIONS, parameters);
        StoredFile stored = renditions.get(found, picture, file);
        // The size tells files apart that two versions of an encoder have made.
        String etag = "\"" + file.token() + "-" + stored.size() + "\"";
        return new FileResponse(found, stored, file.format().mediaType(), etag).build(permission, parameters);
    }

    @GET
    @Path("{media}/original")
    @Operation(
            summary = "Get the original file of a medium",
            description =
                    "As it was uploaded. Needs a key or a signed URL, but for PDF, audio, video and animations that a live article shows. A still picture that a live article shows is redirected to its largest rendition, because originals tell where they were taken.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "302", description = "To the largest rendition.")
    public RestResponse<PathPart> getOriginal(@RestPath String media, @BeanParam FileParameters parameters) {
        Media found = queries.find(media).orElseThrow(() -> FileAccess.unknown(media));
        FileAccess.Permission permission = access.check(media, found, FileSigner.Scope.ORIGINAL, parameters);
        if (permission.isPublic() && found.isStillPicture()) {
            return found.picture()
                    .map(picture -> redirect(images.largest(found, picture)))
                    .orElseThrow(() -> FileAccess.unknown(media));
        }
        StoredFile file = files.find(FileKey.original(found.hash)).orElseThrow(() -> FileAccess.unknown(media));
        return new FileResponse(found, file, found.type, "\"" + found.hash.substring(0, 32) + "\"")
                .build(permission, parameters);
    }

    private static RestResponse<PathPart> redirect(String url) {
        return RestResponse.ResponseBuilder.<PathPart>create(RestResponse.Status.FOUND)
                .header(HttpHeaders.LOCATION, url)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
