package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every body that an endpoint takes: bounds its size, refuses text that is not UTF-8 (decoders put in
 * replacement characters instead, which would store what nobody wrote), and has JSON bound so that all faults are told.
 * Text is read as a whole; who asks for a stream gets it, bounded and otherwise as it came.
 */
@Provider
public class BodyReading implements ReaderInterceptor {

    private final BodyLimit limit;
    private final JsonBinding binding;
    private final Fingerprint fingerprint;

    @Context
    @Nullable
    ResourceInfo endpoint;

    @Inject
    public BodyReading(BodyLimit limit, JsonBinding binding, Fingerprint fingerprint) {
        this.limit = limit;
        this.binding = binding;
        this.fingerprint = fingerprint;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        body.setInputStream(limit.guard(fingerprint.watch(body.getInputStream()), fingerprint.path()));
        if (body.getType() == InputStream.class) {
            return body.proceed();
        }
        MediaType type = body.getMediaType();
        if (isJson(type)) {
            return json(Utf8.read(body.getInputStream(), type), body);
        } else if (type.getType().equals("text")) {
            body.setInputStream(new ByteArrayInputStream(Utf8.read(body.getInputStream(), type)));
        }
        return body.proceed();
    }

    private @Nullable Object json(byte[] json, ReaderInterceptorContext body) throws IOException {
        if (new String(json, StandardCharsets.UTF_8).isBlank()) {
            return absent();
        }
        return binding.bind(json, attempt -> {
            body.setInputStream(new ByteArrayInputStream(attempt));
            return body.proceed();
        });
    }

    private @Nullable Object absent() {
        if (endpoint != null && Signature.of(endpoint.getResourceMethod()).bodyOptional()) {
            return null;
        }
        throw new Problem(ProblemCode.MALFORMED, "The body is empty; JSON is expected.");
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }
}
