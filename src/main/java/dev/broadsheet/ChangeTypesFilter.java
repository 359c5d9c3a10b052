package dev.broadsheet;

import dev.broadsheet.kernel.events.ChangeType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Adds the enumeration of all types of change to the OpenAPI document: to the audit log and to the events of a dry run.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ChangeTypesFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        List<Object> texts =
                List.copyOf(AllChangeTypes.ALL.stream().map(ChangeType::text).toList());
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        member(schemas, "DryRunEvent", "type").setEnumeration(texts);
        member(schemas, "AuditEntry", "action").setEnumeration(texts);
        document.getPaths().getPathItem("/api/audit").getGET().getParameters().stream()
                .filter(parameter -> "action".equals(parameter.getName()))
                .forEach(parameter -> parameter.getSchema().getItems().setEnumeration(texts));
    }

    private static Schema member(Map<String, Schema> schemas, String schema, String member) {
        return Objects.requireNonNull(
                Objects.requireNonNull(schemas.get(schema)).getProperties().get(member));
    }
}
