package dev.broadsheet.kernel.json;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes request text strictly as UTF-8. */
public final class Utf8 {

    private static final Set<String> SAME = Set.of("utf-8", "utf8", "us-ascii");
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    /**
     * The bytes without a byte order mark. Throws a {@link Problem} if they are not UTF-8 or {@code type} names another
     * charset.
     */
    public static byte[] read(InputStream body, MediaType type) throws IOException {
        @Nullable String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !SAME.contains(charset.toLowerCase(Locale.ROOT))) {
            throw new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Text is read as UTF-8 only.");
        }
        byte[] bytes = body.readAllBytes();
        check(bytes);
        return Arrays.mismatch(bytes, BOM) == BOM.length || Arrays.equals(bytes, BOM)
                ? Arrays.copyOfRange(bytes, BOM.length, bytes.length)
                : bytes;
    }

    /** The text, without a byte order mark; throws a {@link Problem} if the bytes are not UTF-8. */
    public static String text(byte[] bytes) {
        check(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void check(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        var result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        if (result.isError()) {
            throw new Problem(
                            ProblemCode.MALFORMED,
                            "The body is not valid UTF-8, from byte " + (in.position() + 1) + " on.")
                    .with("byte", in.position() + 1);
        }
    }
}
