package dev.broadsheet.media.file;

import dev.broadsheet.media.image.FileSigner;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The parameters of a request for a file. */
public class FileParameters {

    @RestQuery
    @Parameter(description = "Of a signed URL: when it expires, in seconds since 1970.", example = "1767225600")
    @Nullable
    Long expires;

    @RestQuery
    @Parameter(description = "Of a signed URL.", example = "0f343b0931126a20f133d67c2b018a3b")
    @Nullable
    String signature;

    @RestHeader("Range")
    @Parameter(hidden = true)
    @Nullable
    String range;

    @RestHeader("If-Range")
    @Parameter(hidden = true)
    @Nullable
    String ifRange;

    @RestHeader("If-None-Match")
    @Parameter(hidden = true)
    @Nullable
    String ifNoneMatch;

    FileSigner.Check check(FileSigner signer, UUID media, FileSigner.Scope scope) {
        return signer.check(media, scope, expires, signature);
    }

    /** The range that the client wants of this version of the file. */
    @Nullable
    String rangeOf(String etag) {
        return ifRange == null || ifRange.strip().equals(etag) ? range : null;
    }
}
