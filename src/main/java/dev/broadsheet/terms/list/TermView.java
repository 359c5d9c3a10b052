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

        @Schema(description = "Other names that were given to it and lead to it. With a key.", examples = "[\"power\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<String> aliases,

        @Schema(
                description =
                        "Its former slugs and names, and those of what was merged into it. They lead to it whatever its aliases are; the server keeps them, what is sent is ignored. With a key.",
                examples = "[\"energy-and-power\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<String> formerNames,

        @Nullable String description,

        @Schema(description = "Its website, such as the page of an author.", examples = "https://example.org/ada")
        @Nullable
        String url,

        @Schema(examples = "#c2410c") @Nullable String colour,

        @Schema(description = "What it lies below.") @Nullable
        TermName parent,

        @Schema(description = "How many live articles carry it.")
        long articles,

        @Schema(description = "How many working copies carry it. With a key.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long workingCopies,

        Instant createdAt,
        Instant updatedAt) {}
