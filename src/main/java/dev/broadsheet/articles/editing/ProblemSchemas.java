package dev.broadsheet.articles.editing;

import dev.broadsheet.kernel.openapi.CommonResponse;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds the extension members of problem details (RFC 9457 section 3.2) to OpenAPI. Each belongs to one problem code.
 * Runs after the filter that adds the responses of problems.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -3)
public class ProblemSchemas implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        APIResponse failed = Objects.requireNonNull(
                document.getComponents().getResponses().get(CommonResponse.PRECONDITION_FAILED.component()));
        failed.setDescription(failed.getDescription()
                + " For an article, code may also be live-etag, and changes lists what changed since (ChangesSince).");
        Objects.requireNonNull(document.getComponents().getSchemas().get("Problem"))
                .addProperty("etag", text("precondition-failed: the present ETag."))
                .addProperty("changes", ref("ChangesSince", "precondition-failed: changes since the ETag in If-Match."))
                .addProperty("lockedBy", text("locked: name of the key that has the lock."))
                .addProperty(
                        "lockedUntil", text("locked: when the lock expires.").format("date-time"))
                .addProperty("reason", text("gone: the given reason, or else withdrawn, expired, archived or trashed."))
                .addProperty("successor", ref("Successor", "gone: what replaces it, if anything."))
                .addProperty(
                        "results",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("batch-failed: the items that failed.")
                                .items(OASFactory.createSchema().ref("BatchResult")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema ref(String name, String description) {
        return OASFactory.createSchema().ref(name).description(description);
    }
}
