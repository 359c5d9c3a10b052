package dev.broadsheet.terms.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.terms.TermName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tag, author or section as the API returns it.
 *
 * @param aliases alternative names that editors wrote; only with a key, because an alias may name a story that isn't
 *     public yet
 * @param formerNames earlier names and slugs; read-only, so that no edit can lose them
 * @param articles the number of published articles that use the term
 * @param workingCopies the number of working copies that use the term; only with a key
 */
@Schema(name = "Term", description = "A tag, an author or a section.")
public record TermView(
        UUID id,
        @Schema(examples = "energy") String slug,
        @Schema(examples = "Energy") String name,

        @Schema(description = "Other names that lead to it. Present with a key.", examples = "[\"power\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<String> aliases,

        @Schema(
                description =
                        "Former slugs and names, also of merged ones; they always lead to it. Read-only. Present with a key.",
                examples = "[\"energy-and-power\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<String> formerNames,

        @Nullable String description,

        @Schema(description = "Website, such as an author's page.", examples = "https://example.org/ada") @Nullable
        String url,

        @Schema(examples = "#c2410c") @Nullable String colour,

        @Schema(description = "Parent.") @Nullable TermName parent,

        @Schema(description = "Number of live articles that use it.")
        long articles,

        @Schema(description = "Number of working copies that use it. Present with a key.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long workingCopies,

        Instant createdAt,
        Instant updatedAt) {}
