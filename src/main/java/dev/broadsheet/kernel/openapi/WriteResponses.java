package dev.broadsheet.kernel.openapi;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The responses and response headers that every write has, including 204 for {@code Prefer: return=minimal}. */
final class WriteResponses {

    private WriteResponses() {}

    /** Whether the operation is a batch: it answers a status for each item, and each item has its own preconditions. */
    static boolean isBatch(Operation operation) {
        return operation.getResponses().hasAPIResponse("207");
    }

    static void complete(Operation operation) {
        if (!operation.getResponses().hasAPIResponse("204")
                && operation.getResponses().hasAPIResponse("200")
                && !isBatch(operation)) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "204",
                            OASFactory.createAPIResponse()
                                    .description("Done, with Prefer: return=minimal and no warnings."));
        }
        Map.of("200", "", "201", "", "204", "").keySet().stream()
                .map(operation.getResponses()::getAPIResponse)
                .filter(java.util.Objects::nonNull)
                .forEach(WriteResponses::addHeaders);
    }

    private static void addHeaders(APIResponse answer) {
        answer.addHeader("ETag", header("Of what was written; guards the next write."));
        answer.addHeader("Idempotency-Replayed", header("true: this is the answer that was given before."));
        answer.addHeader("Preference-Applied", header("What of Prefer was followed (RFC 7240)."));
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
