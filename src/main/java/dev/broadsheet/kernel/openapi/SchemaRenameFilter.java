package dev.broadsheet.kernel.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Renames the pages of lists, which annotations can't: {@code Page<RedirectView>}, scanned as {@code PageRedirectView},
 * becomes {@code RedirectPage}. Runs after the filters that look for records by name.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -4)
public class SchemaRenameFilter implements OASFilter {

    private static final Pattern PAGE = Pattern.compile("Page(\\w+)(View|Entry)");

    @Override
    public @Nullable Schema filterSchema(Schema schema) {
        if (schema.getRef() != null) {
            schema.setRef(name(schema.getRef().replaceFirst(".*/", "")));
        }
        return schema;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        List.copyOf(schemas.keySet()).stream()
                .filter(name -> !name(name).equals(name))
                .forEach(name -> {
                    document.getComponents().addSchema(name(name), schemas.get(name));
                    document.getComponents().removeSchema(name);
                });
    }

    private static String name(String scanned) {
        Matcher page = PAGE.matcher(scanned);
        return page.matches() ? page.group(1) + "Page" : scanned;
    }
}
