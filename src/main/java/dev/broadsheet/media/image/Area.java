package dev.broadsheet.media.image;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of the upright picture, as fractions of its width and height.
 *
 * @param x left side
 * @param y upper side
 */
@Schema(
        name = "Crop",
        description = "A part of the upright picture, as fractions of its width and height.",
        requiredProperties = {"x", "y", "width", "height"})
public record Area(
        @Schema(description = "Left side.", minimum = "0", maximum = "1", examples = "0.1")
        double x,

        @Schema(description = "Upper side.", minimum = "0", maximum = "1", examples = "0")
        double y,

        @Schema(minimum = "0", maximum = "1", examples = "0.8")
        double width,

        @Schema(minimum = "0", maximum = "1", examples = "0.675")
        double height) {

    /** Permits sums such as 0.1 + 0.9 that are slightly above 1 in binary. */
    private static final double TOLERANCE = 1e-6;

    /** Whether it has a size and lies inside the picture. */
    @JsonIgnore
    public boolean isInside() {
        return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + TOLERANCE && y + height <= 1 + TOLERANCE;
    }
}
