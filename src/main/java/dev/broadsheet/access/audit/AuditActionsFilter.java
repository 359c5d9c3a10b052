package dev.broadsheet.access.audit;

import dev.broadsheet.kernel.events.Change;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Adds the enumeration of all actions to the OpenAPI document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AuditActionsFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        List<Object> actions = List.copyOf(Change.Kind.texts());
        Schema entry =
                Objects.requireNonNull(document.getComponents().getSchemas().get("AuditEntry"));
        Objects.requireNonNull(entry.getProperties().get("action")).setEnumeration(actions);
        document.getPaths().getPathItem("/api/audit").getGET().getParameters().stream()
                .filter(parameter -> "action".equals(parameter.getName()))
                .forEach(parameter -> parameter.getSchema().getItems().setEnumeration(actions));
    }
}
