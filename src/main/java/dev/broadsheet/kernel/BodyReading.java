package dev.broadsheet.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every body that an endpoint takes: bounds its size, refuses text that is not UTF-8 (decoders put in
 * replacement characters instead, which would store what nobody wrote), and turns whatever binding finds into one
 * problem with all faults. Text is read as a whole, files pass through as a stream.
 */
@Provider
public class BodyReading implements ReaderInterceptor {

    private final BodyLimit limit;
    private final Validator validator;

    @Context
    @Nullable
    ResourceInfo endpoint;

    @Inject
    public BodyReading(BodyLimit limit, Validator validator) {
        this.limit = limit;
        this.validator = validator;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        body.setInputStream(limit.guard(body.getInputStream()));
        if (!isText(body.getMediaType())) {
            return body.proceed();
        }
        byte[] text = Utf8.read(body.getInputStream(), body.getMediaType());
        if (isJson(body.getMediaType()) && new String(text, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
            return absent();
        }
        body.setInputStream(new ByteArrayInputStream(text));
        return bind(body);
    }

    private @Nullable Object bind(ReaderInterceptorContext body) throws IOException {
        Object bound = null;
        Problem problem = null;
        FaultCollector.open();
        try {
            bound = body.proceed();
        } catch (JsonProcessingException failure) {
            problem = JsonFaults.of(failure, FaultCollector.close());
        } catch (WebApplicationException failure) {
            if (!(failure.getCause() instanceof JsonProcessingException json)) {
                throw failure;
            }
            problem = JsonFaults.of(json, FaultCollector.close());
        } finally {
            if (problem == null) {
                problem = faults(bound, FaultCollector.close());
            }
        }
        if (problem != null) {
            throw problem;
        }
        return bound;
    }

    /** With faults of shape, the rules for the values are checked here and now too, so that one answer tells all. */
    private @Nullable Problem faults(@Nullable Object bound, List<Fault> shape) {
        if (shape.isEmpty()) {
            return null;
        }
        List<Fault> faults = new ArrayList<>(shape);
        if (bound != null) {
            Violations.faults(validator.validate(bound)).stream()
                    .filter(fault -> shape.stream()
                            .noneMatch(s -> String.valueOf(s.pointer()).equals(fault.pointer())))
                    .forEach(faults::add);
        }
        return new Invalid(faults);
    }

    private @Nullable Object absent() {
        if (endpoint != null && Signature.of(endpoint.getResourceMethod()).bodyOptional()) {
            return null;
        }
        throw new Problem(ProblemCode.MALFORMED, "The body is empty; JSON is expected.");
    }

    private static boolean isText(MediaType type) {
        return type.getType().equals("text") || isJson(type);
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }
}
