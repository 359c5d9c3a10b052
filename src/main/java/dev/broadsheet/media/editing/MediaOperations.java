package dev.broadsheet.media.editing;

import dev.broadsheet.kernel.openapi.ApiOperation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds to OpenAPI what the operations on one medium share. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class MediaOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ApiOperation.below(document, "/api/media/{media}").forEach(operation -> {
            operation.describe("media", "Id; for an upload also a file name.", "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f");
            operation.addResponse("404", "No such medium (not-found).");
            if (operation.isGet()) {
                operation.addValidators();
            }
        });
    }
}
