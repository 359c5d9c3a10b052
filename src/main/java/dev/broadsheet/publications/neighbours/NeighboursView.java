package dev.broadsheet.publications.neighbours;

import dev.broadsheet.publications.list.ListedArticleView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of {@link Neighbours}. */
@Schema(name = "Neighbours", description = "The articles before and after an article in a list.")
record NeighboursView(
        @Schema(
                description =
                        "The article before: the next newer one, unless another sort is given. null at the start of the list.")
        @Nullable
        ListedArticleView previous,

        @Schema(description = "The article after; null at the end of the list.") @Nullable
        ListedArticleView next) {}
