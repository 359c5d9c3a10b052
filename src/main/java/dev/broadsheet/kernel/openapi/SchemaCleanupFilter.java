package dev.broadsheet.kernel.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Cleans up the scanned schemas for code generators: dates and ids become strings with a format instead of schemas of
 * their own, and neither a type nor a description stands beside a reference. Runs before all other filters.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 10)
public class SchemaCleanupFilter implements OASFilter {

    private static final String SCHEMAS = "#/components/schemas/";

    private static final Map<String, String> FORMATS = Map.of("Instant", "date-time", "UUID", "uuid");

    @Override
    public @Nullable Schema filterSchema(Schema schema) {
        String ref = schema.getRef();
        if (ref != null && ref.startsWith(SCHEMAS)) {
            String name = ref.substring(SCHEMAS.length());
            String format = FORMATS.get(name);
            if (format == null) {
                schema.setType(null);
            } else {
                schema.setRef(null);
                schema.type(List.of(SchemaType.STRING)).format(format);
            }
        }
        if ("uuid".equals(schema.getFormat())) {
            // Redundant beside the format.
            schema.setPattern(null);
        }
        return schema;
    }

    /** SmallRye writes "OK" beside a reference, which would hide the description of the component. */
    @Override
    public @Nullable APIResponse filterAPIResponse(APIResponse response) {
        if (response.getRef() != null) {
            response.setDescription(null);
        }
        return response;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        FORMATS.keySet().forEach(document.getComponents()::removeSchema);
        // SmallRye scans the type that a method returns although its response is a component.
        document.getComponents().removeSchema("StreamingOutput");
    }
}
