package dev.broadsheet.access.customroles;

import dev.broadsheet.kernel.openapi.ApiOperation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds the parts that all operations on one role share to OpenAPI. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RoleOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ApiOperation.below(document, "/api/roles/{role}").forEach(operation -> {
            operation.describe("role", "Name.", "desk");
            operation.addResponse("404", "No such role (not-found).");
        });
    }
}
