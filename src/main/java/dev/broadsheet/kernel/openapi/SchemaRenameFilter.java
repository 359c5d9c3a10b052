package dev.broadsheet.kernel.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Renames schemas that annotations can't name, such as the pages of a generic record. Runs after the filters that look for
 * records by name.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -2)
public class SchemaRenameFilter implements OASFilter {

    /** Sorted, so that each build writes the same document. */
    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "PageTermView", "TermPage",
            "PageRedirectView", "RedirectPage",
            "PageRevisionView", "RevisionPage",
            "PageScheduleEntry", "SchedulePage",
            "PublicationView", "Publication"));

    @Override
    public @Nullable Schema filterSchema(Schema schema) {
        if (schema.getRef() != null) {
            String name = NAMES.get(schema.getRef().replaceFirst(".*/", ""));
            if (name != null) {
                schema.setRef(name);
            }
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        NAMES.forEach((from, to) -> {
            Schema schema =
                    Objects.requireNonNull(document.getComponents().getSchemas().get(from), from);
            document.getComponents().removeSchema(from);
            document.getComponents().addSchema(to, schema);
        });
    }
}
