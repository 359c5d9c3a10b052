package dev.broadsheet.access.keys;

import dev.broadsheet.kernel.openapi.ApiOperation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds the parts that all operations on one key share to OpenAPI. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class KeyOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ApiOperation.below(document, "/api/keys/{key}").forEach(operation -> {
            operation.describe("key", "Id.", "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f");
            operation.addResponse("404", "No such key (not-found).");
        });
    }
}
