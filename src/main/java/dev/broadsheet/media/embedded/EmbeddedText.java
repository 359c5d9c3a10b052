package dev.broadsheet.media.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of metadata blocks. */
final class EmbeddedText {

    /** What cameras and scanners write as a caption, in lower case. */
    private static final Set<String> CAMERA_CAPTIONS = Set.of(
            "olympus digital camera",
            "sony dsc",
            "minolta dsc",
            "minolta digital camera",
            "konica minolta digital camera",
            "kodak digital still camera",
            "samsung digital camera",
            "samsung",
            "digital camera",
            "dcim",
            "dcf 1.0",
            "exif_jpeg_picture",
            "exif jpeg",
            "jfif",
            "my beautiful picture",
            "picture",
            "image",
            "untitled",
            "default",
            "charset=ascii",
            "charset=unicode",
            "created with gimp",
            "created with the gimp",
            "cof",
            "edf");

    /** Names that cameras give to files, such as DSC_0001 and IMG_20260131_120000. */
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i)(?:dsc[fn]?|img|imgp|p|pict|image|photo|sam|gopr|mvi)[-_ ]?\\d[\\d_ -]*(?:\\.jpe?g)?");

    private EmbeddedText() {}

    /**
     * UTF-8, if it is that, else Latin-1. What a block says of its character set is ignored: much software is wrong
     * about it, and hardly a text in Latin-1 is UTF-8 by chance.
     */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException latin) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Without control characters and lone surrogates; null if nothing is left. */
    static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF))
                .forEach(clean::appendCodePoint);
        String stripped = clean.toString().strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Null also for what cameras write on their own account. */
    static @Nullable String caption(@Nullable String text) {
        String caption = clean(text);
        return caption == null
                        || CAMERA_CAPTIONS.contains(caption.toLowerCase(Locale.ROOT))
                        || FILE_NAME.matcher(caption).matches()
                ? null
                : caption;
    }
}
