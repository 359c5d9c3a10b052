package dev.broadsheet.media;

import dev.broadsheet.media.embedded.EmbeddedMetadata;
import dev.broadsheet.media.image.Crops;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What editors say of a medium.
 *
 * @param name a file name; never null once stored
 * @param alt alternative text for those who can't see the picture
 * @param credit whom to name with the picture
 * @param licenseEndsAt the moment from which the file must not be shown
 * @param source where the file is from
 * @param takenAt when the picture was taken
 * @param focus the point that crops keep
 * @param crops replace the crops around the focus
 */
public record MediaMetadata(
        @Nullable String name,
        @Nullable String alt,
        @Nullable String caption,
        @Nullable String credit,
        @Nullable String copyright,
        @Nullable String licenseUrl,
        @Nullable Instant licenseEndsAt,
        @Nullable String source,
        @Nullable Instant takenAt,
        @Nullable Focus focus,
        @Nullable Crops crops) {

    public static final int MAX_ALT = 1000;
    public static final int MAX_CAPTION = 2000;
    public static final int MAX_CREDIT = 200;
    public static final int MAX_COPYRIGHT = 500;

    /** A point of a picture, as fractions of its width and height. */
    @Schema(
            name = "Focus",
            description = "The point that crops keep, from the top left corner.",
            requiredProperties = {"x", "y"})
    public record Focus(
            @Schema(minimum = "0", maximum = "1", examples = "0.5")
            double x,

            @Schema(minimum = "0", maximum = "1", examples = "0.3")
            double y) {}

    /** Nothing is said. */
    public static final MediaMetadata EMPTY =
            new MediaMetadata(null, null, null, null, null, null, null, null, null, null, null);

    /** The members in the order of responses. */
    public static final List<String> NAMES = List.of(
            "name",
            "alt",
            "caption",
            "credit",
            "copyright",
            "licenseUrl",
            "licenseEndsAt",
            "source",
            "takenAt",
            "focus",
            "crops");

    /** What a file says of itself, cut to the limits of the members. */
    public static MediaMetadata of(EmbeddedMetadata embedded) {
        return new MediaMetadata(
                null,
                cut(embedded.alt(), MAX_ALT),
                cut(embedded.caption(), MAX_CAPTION),
                cut(embedded.credit(), MAX_CREDIT),
                cut(embedded.copyright(), MAX_COPYRIGHT),
                null,
                null,
                null,
                embedded.takenAt(),
                null,
                null);
    }

    private static @Nullable String cut(@Nullable String text, int maxLength) {
        return text == null || text.codePointCount(0, text.length()) <= maxLength
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxLength - 1)).stripTrailing() + "…";
    }

    /**
     * These metadata, with the members of {@code before} wherever {@code takes} is false.
     *
     * @param takes whether the member of that name is taken from these
     */
    private MediaMetadata merge(MediaMetadata before, Predicate<String> takes) {
        return new MediaMetadata(
                takes.test("name") ? name : before.name,
                takes.test("alt") ? alt : before.alt,
                takes.test("caption") ? caption : before.caption,
                takes.test("credit") ? credit : before.credit,
                takes.test("copyright") ? copyright : before.copyright,
                takes.test("licenseUrl") ? licenseUrl : before.licenseUrl,
                takes.test("licenseEndsAt") ? licenseEndsAt : before.licenseEndsAt,
                takes.test("source") ? source : before.source,
                takes.test("takenAt") ? takenAt : before.takenAt,
                takes.test("focus") ? focus : before.focus,
                takes.test("crops") ? crops : before.crops);
    }

    public MediaMetadata withName(String name) {
        return new MediaMetadata(
                name, alt, caption, credit, copyright, licenseUrl, licenseEndsAt, source, takenAt, focus, crops);
    }

    /** Replaces the members that were sent; the name can't be removed. */
    public MediaMetadata over(MediaMetadata before, Set<String> sent) {
        return merge(before, member -> sent.contains(member) && (!member.equals("name") || name != null));
    }

    /** Sets the members that have no value before. */
    public MediaMetadata fillInto(MediaMetadata before) {
        return merge(before, member -> before.value(member) == null);
    }

    /** The members that have a value here and another one before, so that {@link #fillInto} doesn't take them. */
    public List<String> keptBy(MediaMetadata before) {
        List<String> kept = new ArrayList<>();
        for (String member : NAMES) {
            Object value = value(member);
            if (value != null && before.value(member) != null && !Objects.equals(value, before.value(member))) {
                kept.add(member);
            }
        }
        return kept;
    }

    private @Nullable Object value(String member) {
        return switch (member) {
            case "name" -> name;
            case "alt" -> alt;
            case "caption" -> caption;
            case "credit" -> credit;
            case "copyright" -> copyright;
            case "licenseUrl" -> licenseUrl;
            case "licenseEndsAt" -> licenseEndsAt;
            case "source" -> source;
            case "takenAt" -> takenAt;
            case "focus" -> focus;
            case "crops" -> crops;
            default -> throw new IllegalArgumentException(member);
        };
    }
}
