package dev.broadsheet.kernel.request;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over method, path with query, media type and body of a request, to recognise a repeat of it. Computed only
 * for requests with an {@code Idempotency-Key}.
 */
@RequestScoped
public class RequestFingerprint {

    /** Only requests with this header have a fingerprint. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final HttpServerRequest request;
    private @Nullable MessageDigest body;
    private byte @Nullable [] parts;

    RequestFingerprint(HttpServerRequest request) {
        this.request = request;
    }

    /** Wraps the body's stream to digest the bytes that are read from it. */
    public InputStream watch(InputStream stream) {
        if (request.getHeader(IDEMPOTENCY_KEY) == null) {
            return stream;
        }
        MessageDigest digest = sha256();
        body = digest;
        return new DigestInputStream(stream, digest);
    }

    /**
     * Replaces the digest of a form's bytes, because a client that repeats a form chooses another boundary.
     *
     * @param digest of the names, types and contents of all parts
     */
    public void setParts(byte[] digest) {
        parts = digest;
    }

    /** The fingerprint. Call it after the body has been read. */
    public byte[] bytes() {
        MessageDigest whole = sha256();
        String type = parts == null ? String.valueOf(request.getHeader("Content-Type")) : "multipart/form-data";
        whole.update((request.method() + " " + request.uri() + "\n" + type + "\n").getBytes(StandardCharsets.UTF_8));
        if (parts != null) {
            whole.update(parts);
        } else if (body != null) {
            whole.update(body.digest());
        }
        return whole.digest();
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }
}
