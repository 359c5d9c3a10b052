package dev.broadsheet.media.image;

import dev.broadsheet.media.worker.ImageFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of a rendition in its URL: {@code 16x9-1600-0123456789.jpg}.
 *
 * @param width in pixels
 * @param token proves that the name was made here: 10 hex digits in lower case
 */
public record FileName(Ratio ratio, int width, String token, ImageFormat format) {

    private static final Pattern NAME = Pattern.compile("([a-z0-9]+)-([1-9]\\d{0,3})-([0-9a-f]{10})\\.([a-z]+)");

    /** Empty if no rendition can have this name. */
    public static Optional<FileName> parse(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<ImageFormat> format = Stream.of(ImageFormat.values())
                .filter(one -> one.extension().equals(parts.group(4)))
                .findFirst();
        return Ratio.ofCode(parts.group(1))
                .flatMap(ratio -> format.map(
                        known -> new FileName(ratio, Integer.parseInt(parts.group(2)), parts.group(3), known)));
    }

    @Override
    public String toString() {
        return ratio.code() + "-" + width + "-" + token + "." + format.extension();
    }
}
