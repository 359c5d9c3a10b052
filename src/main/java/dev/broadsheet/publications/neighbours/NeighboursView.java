package dev.broadsheet.publications.neighbours;

import dev.broadsheet.publications.list.ListedArticleView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of {@link Neighbours}. */
@Schema(name = "Neighbours", description = "What stands in front of an article and behind it in a list.")
record NeighboursView(
        @Schema(description = "The one in front of it: the next newer one, as long as no other sort is asked for.")
        @Nullable
        ListedArticleView previous,

        @Schema(description = "The one behind it; null at the end of the list.") @Nullable
        ListedArticleView next) {}
