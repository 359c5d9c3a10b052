package dev.broadsheet.media.editing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.kernel.json.ServerOwnedMembers;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaMetadata;
import dev.broadsheet.media.image.Area;
import dev.broadsheet.media.image.Crops;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Metadata in a request.
 *
 * @param sent the names of the members that were present, including those with null
 */
record MediaEdit(MediaMetadata values, Set<String> sent) {

    /** Accepted and ignored, because clients send back what they got. */
    private static final List<String> SERVER_OWNED = List.of(
            "id",
            "type",
            "bytes",
            "url",
            "original",
            "width",
            "height",
            "blurhash",
            "color",
            "animated",
            "renditions",
            "createdAt",
            "updatedAt",
            "trashedAt",
            "warnings");

    /** Members that never change must have the values they have. URLs and what is derived differ from read to read. */
    static void checkServerOwned(JsonNode body, Media media, List<Fault> faults) {
        ServerOwnedMembers.check(
                body,
                Map.of(
                        "id", media.id.toString(),
                        "type", media.type,
                        "bytes", Long.toString(media.bytes),
                        "createdAt", media.createdAt.toString()),
                faults);
    }

    static MediaEdit read(JsonNode body, DateParser dates, List<Fault> faults) {
        JsonFields fields = new JsonFields(body, "", faults);
        MediaMetadata values = new MediaMetadata(
                name(fields),
                fields.text("alt", MediaMetadata.MAX_ALT),
                fields.text("caption", MediaMetadata.MAX_CAPTION),
                fields.text("credit", MediaMetadata.MAX_CREDIT),
                fields.text("copyright", MediaMetadata.MAX_COPYRIGHT),
                fields.url("licenseUrl"),
                fields.instant("licenseEndsAt", dates),
                fields.text("source", 500),
                fields.instant("takenAt", dates),
                focus(fields),
                crops(fields));
        SERVER_OWNED.forEach(fields::has);
        fields.rejectUnknown();
        Set<String> sent = new TreeSet<>();
        body.fieldNames().forEachRemaining(sent::add);
        return new MediaEdit(values, sent);
    }

    private static @Nullable String name(JsonFields fields) {
        String name = fields.text("name", 200);
        if (name != null && !isFileName(name)) {
            fields.fault("name", "invalid-name", "Must be a file name without / and \\.");
            return null;
        }
        return name;
    }

    static boolean isFileName(String name) {
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= 200
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private static MediaMetadata.@Nullable Focus focus(JsonFields fields) {
        JsonFields focus = fields.object("focus");
        if (focus == null) {
            return null;
        }
        Double x = focus.number("x", 0, 1);
        Double y = focus.number("y", 0, 1);
        focus.rejectUnknown();
        if (x == null || y == null) {
            fields.fault("focus", "incomplete", "Needs x and y, each from 0 to 1.");
            return null;
        }
        return new MediaMetadata.Focus(x, y);
    }

    private static @Nullable Crops crops(JsonFields fields) {
        JsonFields crops = fields.object("crops");
        if (crops == null) {
            return null;
        }
        Crops read = new Crops(area(crops, "16x9"), area(crops, "4x3"), area(crops, "1x1"));
        crops.rejectUnknown();
        return read.isEmpty() ? null : read;
    }

    private static @Nullable Area area(JsonFields crops, String ratio) {
        JsonFields area = crops.object(ratio);
        if (area == null) {
            return null;
        }
        Double x = area.number("x", 0, 1);
        Double y = area.number("y", 0, 1);
        Double width = area.number("width", 0, 1);
        Double height = area.number("height", 0, 1);
        area.rejectUnknown();
        if (x == null || y == null || width == null || height == null) {
            crops.fault(ratio, "incomplete", "Needs x, y, width and height, each from 0 to 1.");
            return null;
        }
        Area read = new Area(x, y, width, height);
        if (!read.isInside()) {
            crops.fault(ratio, "out-of-range", "Must have a size and lie inside the picture.");
            return null;
        }
        return read;
    }

    /** The OpenAPI schema of the JSON that {@link #read} reads. */
    @Schema(name = "MediaEdit", description = "Metadata of a medium in a request.")
    record Sent(
            @Schema(description = "File name, without / and \\.", examples = "summit.jpg", maxLength = 200) @Nullable
            String name,

            @Schema(description = "Alternative text.", maxLength = 1000) @Nullable
            String alt,

            @Schema(maxLength = 2000) @Nullable String caption,

            @Schema(description = "Whom to name with the picture.", maxLength = 200) @Nullable
            String credit,

            @Schema(description = "Copyright notice.", maxLength = 500) @Nullable
            String copyright,

            @Schema(description = "URL of the licence.", maxLength = 2000) @Nullable
            String licenseUrl,

            @Schema(description = "From this moment on, the file isn't shown to readers.") @Nullable
            Instant licenseEndsAt,

            @Schema(description = "Where the file is from.", maxLength = 500) @Nullable
            String source,

            @Schema(description = "When the picture was taken.") @Nullable
            Instant takenAt,

            MediaMetadata.@Nullable Focus focus,
            @Nullable Crops crops) {}
}
