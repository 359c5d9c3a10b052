package dev.broadsheet.publications;

import dev.broadsheet.kernel.Fault;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Query parameters that select the members of an article. */
public class FieldSelection {

    @RestQuery
    @Parameter(
            description =
                    "Only these members, separated by commas; id and links are always included. body.html is the body in that format. The response then lacks members that its schema requires.",
            example = "title,slug,authors.name")
    @Nullable
    List<String> fields;

    @RestQuery
    @Parameter(description = "Members in addition to those of fields.", example = "body")
    @Nullable
    List<String> include;

    @RestQuery("body.format")
    @Parameter(
            description =
                    "Includes the body in these formats: blocks, html, markdown, text; separated by commas. For working copies also source.",
            example = "html")
    @Nullable
    List<String> bodyFormat;

    /** The projection of a single article: all members by default. */
    public Projection forArticle(boolean editor, List<Fault> faults) {
        return Projection.read(fields, include, bodyFormat, false, editor, faults);
    }

    /** The projection of a list of live articles: summaries by default. */
    public Projection forList(List<Fault> faults) {
        return Projection.read(fields, include, bodyFormat, true, false, faults);
    }
}
