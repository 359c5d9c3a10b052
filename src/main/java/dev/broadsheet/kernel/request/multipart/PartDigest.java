package dev.broadsheet.kernel.request.multipart;

import dev.broadsheet.kernel.request.RequestFingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * SHA-256 over the names, types and contents of the parts of a form, in their order. It is equal for a repeated form,
 * whose boundary differs.
 */
public final class PartDigest {

    private final MessageDigest digest = RequestFingerprint.sha256();

    /** @param content the bytes of the part, or a hash of them */
    public void add(Part part, byte[] content) {
        add(utf8(part.name()));
        add(utf8(String.valueOf(part.fileName())));
        add(utf8(String.valueOf(part.type())));
        add(content);
    }

    public void add(Part part, String content) {
        add(part, utf8(content));
    }

    /** With its length, so that no two lists of parts give the same bytes. */
    private void add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For {@link RequestFingerprint#setParts}. Call it once, after the last part. */
    public byte[] bytes() {
        return digest.digest();
    }
}
