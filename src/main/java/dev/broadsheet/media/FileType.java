package dev.broadsheet.media;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.tika.Tika;

/**
 * What a file is, from its first bytes.
 *
 * @param mediaType such as {@code image/jpeg}
 */
public record FileType(String mediaType) {

    private static final Tika TIKA = new Tika();

    /** Extensions of file names; other types have none. */
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/avif", "avif"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/vorbis", "ogg"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("audio/vnd.wave", "wav"),
            Map.entry("audio/x-flac", "flac"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("video/webm", "webm"));

    private static final Map<String, String> REFUSED = Map.of(
            "image/svg+xml", "SVG can contain scripts. Convert it to PNG or WebP.",
            "image/heic", "HEIC is not read by browsers. Convert it to JPEG.",
            "image/heif", "HEIF is not read by browsers. Convert it to JPEG.");

    /**
     * Reads the beginning of a file.
     *
     * @throws Problem 415 that names what was found
     */
    public static FileType detect(Path file) throws IOException {
        // Without the name, which the client chooses.
        String found;
        try (var bytes = Files.newInputStream(file)) {
            found = TIKA.detect(bytes);
        }
        if (!EXTENSIONS.containsKey(found)) {
            throw new Problem(
                            ProblemCode.UNSUPPORTED_MEDIA,
                            "The file is " + found + ". "
                                    + REFUSED.getOrDefault(
                                            found, "JPEG, PNG, GIF, WebP, AVIF, PDF, audio and video files are taken."))
                    .with("found", found);
        }
        return new FileType(found);
    }

    public static FileType stored(String mediaType) {
        return new FileType(mediaType);
    }

    public boolean isImage() {
        return mediaType.startsWith("image/");
    }

    public String extension() {
        return EXTENSIONS.getOrDefault(mediaType, "bin");
    }
}
