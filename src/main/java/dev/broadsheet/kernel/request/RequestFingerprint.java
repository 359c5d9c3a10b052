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
 * What makes a request the same as an earlier one: method, path with query, media type and the bytes of the body, as a
 * SHA-256. Only requests with an {@code Idempotency-Key} pay for it.
 */
@RequestScoped
public class RequestFingerprint {

    /** The header whose presence asks for a fingerprint. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final HttpServerRequest request;
    private @Nullable MessageDigest body;

    RequestFingerprint(HttpServerRequest request) {
        this.request = request;
    }

    /** Lets the body pass by and remembers it. */
    public InputStream watch(InputStream stream) {
        if (request.getHeader(IDEMPOTENCY_KEY) == null) {
            return stream;
        }
        MessageDigest digest = sha256();
        body = digest;
        return new DigestInputStream(stream, digest);
    }

    /** Of the request whose body has been read. */
    public byte[] bytes() {
        MessageDigest whole = sha256();
        String type = String.valueOf(request.getHeader("Content-Type"));
        whole.update((request.method() + " " + request.uri() + "\n" + type + "\n").getBytes(StandardCharsets.UTF_8));
        if (body != null) {
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
