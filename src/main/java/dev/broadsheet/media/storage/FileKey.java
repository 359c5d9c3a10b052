package dev.broadsheet.media.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a stored file.
 *
 * @param area what kind of file it is
 * @param hash SHA-256 of the original, 64 hex digits in lower case
 * @param variant tells the files of an area with the same hash apart, lower case letters, digits, dots and hyphens; empty
 *     for originals and working copies
 */
public record FileKey(Area area, String hash, String variant) {

    /** A kind of file. */
    public enum Area {
        /** Files as they were uploaded. */
        ORIGINAL,
        /** Upright sRGB copies of pictures, from which renditions are made. */
        WORKING,
        /** Finished pictures of one width, ratio and format. */
        RENDITION;

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern VARIANT = Pattern.compile("|[a-z0-9][a-z0-9.-]{0,99}");
    private static final Pattern NAME =
            Pattern.compile("(?<hash>[0-9a-f]{64})(?:-(?<variant>[a-z0-9][a-z0-9.-]{0,99}))?");

    public FileKey {
        if (!HASH.matcher(hash).matches() || !VARIANT.matcher(variant).matches()) {
            throw new IllegalArgumentException("Not a file key: " + hash + " " + variant);
        }
    }

    public static FileKey original(String hash) {
        return new FileKey(Area.ORIGINAL, hash, "");
    }

    public static FileKey working(String hash) {
        return new FileKey(Area.WORKING, hash, "");
    }

    public static FileKey rendition(String hash, String name) {
        return new FileKey(Area.RENDITION, hash, name);
    }

    /** The path below the root of the store, such as {@code original/ab/cd/abcd…}: no folder gets millions of files. */
    String path() {
        return area.folder() + "/" + hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/" + name();
    }

    private String name() {
        return variant.isEmpty() ? hash : hash + "-" + variant;
    }

    /** The key of a file with this name in the area; empty if the store hasn't made the file. */
    static Optional<FileKey> of(Area area, String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String variant = parts.group("variant");
        return Optional.of(new FileKey(area, parts.group("hash"), variant == null ? "" : variant));
    }
}
