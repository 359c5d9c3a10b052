package dev.broadsheet.publications;

import dev.broadsheet.kernel.Fault;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which members of an article are answered, as it stands in the URL. */
public class FieldSelection {

    @RestQuery
    @Parameter(
            description =
                    "Only these members, several between commas; id and links are always there. body.html is the body in that format. The answer then lacks members that its schema requires.",
            example = "title,slug,authors.name")
    @Nullable
    List<String> fields;

    @RestQuery
    @Parameter(description = "More members than those of fields.", example = "body")
    @Nullable
    List<String> include;

    @RestQuery("body.format")
    @Parameter(
            description =
                    "Adds the body, in these formats: blocks, html, markdown, text; several between commas. Of working copies also source.",
            example = "html")
    @Nullable
    List<String> bodyFormat;

    /** Of one article, complete if nothing is said. */
    public Projection forArticle(boolean editor, List<Fault> faults) {
        return Projection.read(fields, include, bodyFormat, false, editor, faults);
    }

    /** Of the live articles of a list, in summaries if nothing is said. */
    public Projection forList(List<Fault> faults) {
        return Projection.read(fields, include, bodyFormat, true, false, faults);
    }
}
