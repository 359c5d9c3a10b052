package dev.broadsheet.kernel.http;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What every write answers beside its own, for the contract: headers, and no body if that is preferred. */
final class WriteAnswer {

    private WriteAnswer() {}

    static void complete(Operation operation) {
        if (!operation.getResponses().hasAPIResponse("204")
                && operation.getResponses().hasAPIResponse("200")
                && !operation.getResponses().hasAPIResponse("207")) {
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
                .forEach(WriteAnswer::addHeaders);
        APIResponse stale = operation.getResponses().getAPIResponse("412");
        if (stale != null) {
            stale.setDescription(stale.getDescription()
                    + " etag has the present one; of an article, changes has what changed since (ChangesSince).");
        }
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
