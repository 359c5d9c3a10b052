package dev.broadsheet.media.image;

import java.util.Optional;
import java.util.stream.Stream;

/** A ratio of width to height in which a picture is offered. */
public enum Ratio {
    /** The whole picture. */
    FULL("full", 0, 0),
    WIDE("16x9", 16, 9),
    STANDARD("4x3", 4, 3),
    SQUARE("1x1", 1, 1);

    private final String code;
    private final int across;
    private final int down;

    Ratio(String code, int across, int down) {
        this.code = code;
        this.across = across;
        this.down = down;
    }

    /** The name in the API and in URLs. */
    public String code() {
        return code;
    }

    static Optional<Ratio> ofCode(String code) {
        return Stream.of(values()).filter(ratio -> ratio.code.equals(code)).findFirst();
    }

    /** The greatest width that a crop of a picture of this size can have; at least 1. */
    int cropWidth(int width, int height) {
        return this == FULL ? width : (int) Math.max(1, Math.min(width, Math.round((double) height * across / down)));
    }

    /** The greatest height that a crop of a picture of this size can have; at least 1. */
    int cropHeight(int width, int height) {
        return this == FULL ? height : (int) Math.max(1, Math.min(height, Math.round((double) width * down / across)));
    }
}
