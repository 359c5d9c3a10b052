package dev.broadsheet.terms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Fields;
import dev.broadsheet.kernel.Invalid;
import dev.broadsheet.kernel.Slug;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tag, author or section as it is sent.
 *
 * @param slug made from the name if absent
 * @param name at most 200 characters
 * @param description plain text, at most 2,000 characters
 */
@Schema(name = "TermEdit", description = "A tag, an author or a section as it is sent.")
record TermEdit(
        @Schema(examples = "energy", maxLength = 200) @Nullable
        String slug,

        @Schema(examples = "Energy", maxLength = 200) @Nullable
        String name,

        @Schema(maxLength = 2000) @Nullable String description) {

    static TermEdit read(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        Fields fields = new Fields(body, "", faults);
        String slug = fields.text("slug", Slug.MAX_LENGTH);
        String name = fields.text("name", 200);
        String description = fields.text("description", 2000);
        if (slug != null && !Slug.isValid(slug)) {
            fields.fault("slug", "invalid-slug", "Must be lower-case letters and digits joined by single hyphens.");
        }
        // Known, because a client sends back what it got; the server decides them all the same.
        List.of("id", "articles", "workingCopies", "createdAt", "updatedAt", "warnings")
                .forEach(fields::has);
        fields.rejectUnknown();
        if (!faults.isEmpty()) {
            throw new Invalid(faults);
        }
        return new TermEdit(slug, name, description);
    }
}
