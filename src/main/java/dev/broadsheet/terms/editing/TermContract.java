package dev.broadsheet.terms.editing;

import dev.broadsheet.terms.TermKind;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Tags, authors and sections share one resource class; this filter gives each its own operation ids and texts in
 * OpenAPI.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class TermContract implements OASFilter {

    private static final Map<String, String> VERBS =
            Map.of("GET", "get", "POST", "create", "PUT", "put", "PATCH", "patch", "DELETE", "delete");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        for (TermKind kind : TermKind.values()) {
            String path = "/api/" + kind.text() + "s";
            document.getPaths().getPathItems().forEach((at, item) -> {
                if (at.equals(path) || at.startsWith(path + "/{")) {
                    String below = at.substring(path.length()).replaceFirst("^/\\{[^}]*}", "");
                    item.getOperations()
                            .forEach((method, operation) -> name(operation, method, kind, at.equals(path), below));
                }
            });
        }
    }

    private static void name(
            Operation operation, PathItem.HttpMethod method, TermKind kind, boolean all, String below) {
        String noun = Character.toUpperCase(kind.text().charAt(0)) + kind.text().substring(1);
        operation.setOperationId(
                switch (below) {
                    case "/merge" -> "merge" + noun;
                    case "/related" -> "related" + noun + "s";
                    default ->
                        all && method == PathItem.HttpMethod.GET
                                ? "list" + noun + "s"
                                : all && method == PathItem.HttpMethod.DELETE
                                        ? "deleteUnused" + noun + "s"
                                        : VERBS.get(method.name()) + noun;
                });
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
