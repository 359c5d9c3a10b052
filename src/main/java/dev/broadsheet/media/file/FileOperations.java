package dev.broadsheet.media.file;

import dev.broadsheet.kernel.openapi.ApiOperation;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds to OpenAPI what the operations on files share. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FileOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ApiOperation.below(document, "/files/{media}").forEach(operation -> {
            operation.describe("media", "Id of the medium.", "019a5f3e-7a51-7c3e-9d0a-5b1f2c3d4e5f");
            operation.addHeader("200", "Surrogate-Key", "Purge key: m: and the id. Cache-Tag has the same.");
            operation.addHeader("200", "ETag", "Strong; for If-None-Match and If-Range.");
            operation.addResponse("206", "A range of the file.");
            operation.addResponse("304", "Not changed since the ETag in If-None-Match.");
            operation.addResponse("401", "The key is invalid, or the signature has expired (unauthorized).");
            operation.addResponse("404", "No such file, or not visible without a key or a signature (not-found).");
            operation.addResponse(
                    "410", "No live article shows it any more (gone), or its licence has ended (license-ended).");
            operation.addResponse("416", "The range begins behind the end (range-not-satisfiable).");
        });
    }
}
