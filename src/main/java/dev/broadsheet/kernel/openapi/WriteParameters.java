package dev.broadsheet.kernel.openapi;

import dev.broadsheet.kernel.request.EndpointSignature;
import dev.broadsheet.kernel.request.RequestFingerprint;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The headers and query parameters that every write accepts. */
final class WriteParameters {

    private WriteParameters() {}

    static List<Parameter> all() {
        return List.of(
                header(
                        "If-Match",
                        "The ETag that was read: 412 if it has changed since (RFC 9110 section 13.1.1).",
                        "\"r7.3\""),
                header(
                        "If-Unmodified-Since",
                        "The Last-Modified that was read: 412 if it has changed since (RFC 9110 section 13.1.4). Not looked at beside If-Match, which is exact; dates have whole seconds: a second change within the same second is not noticed.",
                        "Sat, 31 Jan 2026 18:00:00 GMT"),
                header("If-None-Match", "* creates only: 412 if it exists (RFC 9110 section 13.1.2).", "*"),
                header(
                        RequestFingerprint.IDEMPOTENCY_KEY,
                        "Names the write, so that it can be sent again safely for 24 hours: a repeat gets the first answer with Idempotency-Replayed: true, another request (method, URL, media type or body) under the name 422, one that comes too early 409. Names belong to the access key. In a batch each item is named by its place. 1 to 255 visible ASCII characters.",
                        "summit-ends-2026-01-31"),
                header(
                        "Prefer",
                        "return=minimal answers no body, return=representation one in any case; handling=strict makes warnings a 422 (RFC 7240).",
                        "return=minimal"),
                OASFactory.createParameter()
                        .name(EndpointSignature.DRY_RUN)
                        .in(Parameter.In.QUERY)
                        .description(
                                "true: answer what the write would, and change nothing; the body gets a member dryRun with the status, the events, and the diff of an article's content. Where the write would answer 204, 200. The Idempotency-Key is not looked at.")
                        .example(false)
                        .schema(OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN)));
    }

    static String component(Parameter parameter) {
        return parameter.getName().replace("-", "");
    }

    static void addTo(Operation operation) {
        List<Parameter> parameters =
                new ArrayList<>(operation.getParameters() == null ? List.of() : operation.getParameters());
        all().stream()
                .filter(parameter -> !WriteResponses.isBatch(operation) || !isPrecondition(parameter))
                .forEach(
                        parameter -> parameters.add(OASFactory.createParameter().ref(component(parameter))));
        operation.setParameters(parameters);
    }

    private static boolean isPrecondition(Parameter parameter) {
        return parameter.getName().startsWith("If-");
    }

    private static Parameter header(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .example(example)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
