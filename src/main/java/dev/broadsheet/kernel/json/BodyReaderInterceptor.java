package dev.broadsheet.kernel.json;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import dev.broadsheet.kernel.request.EndpointSignature;
import dev.broadsheet.kernel.request.RequestFingerprint;
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
import org.jspecify.annotations.Nullable;

/**
 * Refuses text that is not UTF-8, because decoders would silently insert replacement characters, and binds JSON so that
 * all faults are reported. Text is read as a whole; an endpoint that takes an {@link InputStream} gets the bytes
 * unchanged. The body has arrived completely by then, see {@link dev.broadsheet.kernel.request.body}.
 */
@Provider
public class BodyReaderInterceptor implements ReaderInterceptor {

    private final JsonBinding binding;
    private final RequestFingerprint fingerprint;

    @Context
    @Nullable
    ResourceInfo endpoint;

    @Inject
    public BodyReaderInterceptor(JsonBinding binding, RequestFingerprint fingerprint) {
        this.binding = binding;
        this.fingerprint = fingerprint;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        body.setInputStream(fingerprint.watch(body.getInputStream()));
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
        if (isBlank(json)) {
            return absent();
        }
        return binding.bind(json, attempt -> {
            body.setInputStream(new ByteArrayInputStream(attempt));
            return body.proceed();
        });
    }

    private static boolean isBlank(byte[] text) {
        for (byte octet : text) {
            if (octet > ' ' || octet < 0) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object absent() {
        if (endpoint != null
                && EndpointSignature.of(endpoint.getResourceMethod()).bodyOptional()) {
            return null;
        }
        throw new Problem(ProblemCode.MALFORMED, "The body is empty; JSON is expected.");
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }
}
