package dev.broadsheet.articles.input;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Makes {@code AuthorEdit} a string or an object in OpenAPI. The scanner gives every class the type {@code object};
 * this removes it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AuthorEditSchema implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Objects.requireNonNull(document.getComponents().getSchemas().get("AuthorEdit"))
                .setType(null);
    }
}
