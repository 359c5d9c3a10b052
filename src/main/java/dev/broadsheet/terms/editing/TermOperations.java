package dev.broadsheet.terms.editing;

import dev.broadsheet.kernel.openapi.ApiOperation;
import dev.broadsheet.kernel.openapi.CommonResponse;
import dev.broadsheet.terms.TermKind;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Adds the parts that all operations on terms share to OpenAPI. Tags, authors and sections have one resource class;
 * this filter gives each its own operation ids and texts.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class TermOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (TermKind kind : TermKind.values()) {
            ApiOperation.below(document, "/api/" + kind.text() + "s").forEach(operation -> {
                addShared(operation);
                name(operation.operation(), kind);
            });
        }
    }

    private static void addShared(ApiOperation operation) {
        operation.describe("term", "Id, slug, name, alias or former name.", "energy");
        if (operation.isGet() && operation.hasParameter("term")) {
            operation.addResponse("308", "Another name: Location has its slug.");
        }
        if (operation.isGet() && operation.hasParameter("unused")) {
            operation.addResponse(CommonResponse.UNAUTHORIZED);
        }
        if (operation.operation().getRequestBody() != null) {
            operation.addResponse("409", "A name belongs to another {term} (duplicate); errors says which.");
        }
    }

    private static void name(Operation operation, TermKind kind) {
        String noun = Character.toUpperCase(kind.text().charAt(0)) + kind.text().substring(1);
        operation.setOperationId(operation.getOperationId().replace("Term", noun));
        operation.setSummary(withNounOf(operation.getSummary(), kind));
        operation.getResponses().getAPIResponses().values().forEach(response -> {
            if (response.getDescription() != null) {
                response.setDescription(withNounOf(response.getDescription(), kind));
            }
        });
    }

    private static String withNounOf(String text, TermKind kind) {
        return text.replace("{a term}", (kind == TermKind.AUTHOR ? "an " : "a ") + kind.text())
                .replace("{terms}", kind.text() + "s")
                .replace("{term}", kind.text());
    }
}
