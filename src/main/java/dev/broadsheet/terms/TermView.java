package dev.broadsheet.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A tag, author or section by itself.
 *
 * @param articles how many live articles carry it
 * @param workingCopies how many working copies carry it; only with a key
 */
@Schema(name = "Term", description = "A tag, an author or a section.")
public record TermView(
        UUID id,
        @Schema(examples = "energy") String slug,
        @Schema(examples = "Energy") String name,
        @Nullable String description,
        long articles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long workingCopies,
        Instant createdAt,
        Instant updatedAt) {}
