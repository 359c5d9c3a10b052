package dev.broadsheet.media.file;

import dev.broadsheet.cache.http.PurgeKeys;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.storage.StoredFile;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The response with a file. Browsers must not run anything in it: the type is that of the bytes, not to be guessed, in
 * a sandbox, and files other than pictures are downloads. The bytes go from the disk to the connection without passing
 * through the heap, and no thread waits for a slow client.
 *
 * @param etag strong, with quotes
 */
record FileResponse(Media media, StoredFile file, String mediaType, String etag) {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

    /** 200, 206, 304, or a 416 problem. */
    RestResponse<PathPart> build(FileAccess.Permission permission, FileParameters request) {
        if (isCurrent(request.ifNoneMatch)) {
            return builder(304, permission).build();
        }
        Optional<ByteRange> part = ByteRange.read(request.rangeOf(etag), file.size());
        ByteRange sent = part.orElse(new ByteRange(0, file.size()));
        var response = builder(part.isPresent() ? 206 : 200, permission)
                .header(HttpHeaders.CONTENT_TYPE, mediaType)
                .header("Accept-Ranges", "bytes")
                .header("Content-Security-Policy", "sandbox")
                .header(HttpHeaders.CONTENT_LENGTH, sent.length());
        part.ifPresent(bytes -> response.header("Content-Range", bytes.of(file.size())));
        if (!mediaType.startsWith("image/")) {
            response.header(HttpHeaders.CONTENT_DISPOSITION, attachment(media.name));
        }
        return response.entity(new PathPart(file.path(), sent.from(), sent.length()))
                .build();
    }

    private RestResponse.ResponseBuilder<PathPart> builder(int status, FileAccess.Permission permission) {
        var response = RestResponse.ResponseBuilder.<PathPart>create(status)
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, permission.cacheControl());
        if (permission.isPublic()) {
            String key = PurgeKeys.ofMedium(media.id);
            response.header("Surrogate-Key", key).header("Cache-Tag", key);
        }
        return response;
    }

    /** Weak comparison, as If-None-Match requires (RFC 9110, section 13.1.2). */
    private boolean isCurrent(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && SEPARATOR
                        .splitAsStream(ifNoneMatch.strip())
                        .anyMatch(tag ->
                                tag.equals("*") || tag.replaceFirst("^W/", "").equals(etag));
    }

    /** RFC 6266, with the name in UTF-8. */
    private static String attachment(String name) {
        return "attachment; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
