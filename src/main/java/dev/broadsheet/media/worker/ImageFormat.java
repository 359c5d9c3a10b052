package dev.broadsheet.media.worker;

import java.util.List;
import java.util.Locale;

/** The format of a rendition. */
public enum ImageFormat {
    AVIF("avif"),
    WEBP("webp"),
    JPEG("jpg"),
    PNG("png");

    private final String extension;

    ImageFormat(String extension) {
        this.extension = extension;
    }

    /** The formats that renditions of a picture have, the best first. */
    public static List<ImageFormat> forPicture(boolean transparent) {
        // Renditions in AVIF have no opacity.
        return transparent ? List.of(WEBP, PNG) : List.of(AVIF, WEBP, JPEG);
    }

    public String mediaType() {
        return "image/" + name().toLowerCase(Locale.ROOT);
    }

    /** The extension of file names. */
    public String extension() {
        return extension;
    }
}
