package dev.broadsheet.media.editing;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file name of an upload. */
final class UploadName {

    /** For uploads without a name. */
    static final String UNNAMED = "unnamed";

    /** RFC 6266; extended values ({@code filename*}) are not read. */
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename=(?:\"([^\"]+)\"|([^\\s;]+))");

    private UploadName() {}

    /** The name in Content-Disposition. */
    static Optional<String> ofHeader(HttpHeaders headers) {
        String disposition = headers.getHeaderString(HttpHeaders.CONTENT_DISPOSITION);
        if (disposition == null) {
            return Optional.empty();
        }
        Matcher name = FILE_NAME.matcher(disposition);
        return name.find()
                ? Optional.of(name.group(1) == null ? name.group(2) : name.group(1))
                        .filter(MediaEdit::isFileName)
                : Optional.empty();
    }
}
