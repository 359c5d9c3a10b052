package dev.broadsheet.media;

import dev.broadsheet.kernel.http.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs of files of the media library: {@code /files/{media}/…}, with or without the public address of this API. */
@ApplicationScoped
public class FileUrls {

    private static final Pattern PATH = Pattern.compile("/files/"
            + "([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})/[^/?#]+(?:[?#].*)?");

    private static final Pattern HOST = Pattern.compile("^https?://[^/]+(?=/)");

    private final PublicUrl publicUrl;

    FileUrls(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** The medium of a URL; empty for a URL elsewhere. */
    public Optional<UUID> media(String url) {
        String base = publicUrl.of("");
        String path = !base.isEmpty() && url.startsWith(base) ? url.substring(base.length()) : url;
        return ofPath(path);
    }

    /** The medium of a URL, whatever its host: the site may serve the files of this API under another name. */
    public static Optional<UUID> anyHost(String url) {
        return ofPath(HOST.matcher(url).replaceFirst(""));
    }

    private static Optional<UUID> ofPath(String path) {
        Matcher parts = PATH.matcher(path);
        return parts.matches() ? Optional.of(UUID.fromString(parts.group(1))) : Optional.empty();
    }
}
