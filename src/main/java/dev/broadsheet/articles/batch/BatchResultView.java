package dev.broadsheet.articles.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.kernel.problem.ProblemView;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of one result of {@link BatchResultWriter}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BatchResult", description = "Result of one item.")
record BatchResultView(
        @Schema(description = "Index of the item, from 0.") int index,

        @Nullable String op,
        @Nullable String article,

        @Schema(description = "Status of the single write; 200 instead of 204.", examples = "201")
        int status,

        @Nullable UUID id,
        @Nullable String slug,
        @Nullable String etag,

        @Schema(description = "Present with Prefer: return=representation.", ref = "WrittenArticle") @Nullable
        Object body,

        @Nullable List<Warning> warnings,

        @Schema(description = "true: the stored result of an earlier request with the same Idempotency-Key.") @Nullable
        Boolean replayed,

        @Schema(description = "Present if it failed.") @Nullable
        ProblemView problem) {}
