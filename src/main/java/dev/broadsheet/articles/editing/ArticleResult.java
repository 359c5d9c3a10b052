package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.writes.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a write did to an article.
 *
 * @param view the working copy as it is now; worked out when it is asked for
 * @param diff what it changed in the content, or in what readers see; null if nothing of the kind
 */
public record ArticleResult(
        UUID id,
        String slug,
        String etag,
        boolean created,
        List<Warning> warnings,
        Supplier<ObjectNode> view,
        @Nullable Supplier<@Nullable JsonNode> diff) {

    ArticleResult withDiff(@Nullable Supplier<@Nullable JsonNode> by) {
        return new ArticleResult(id, slug, etag, created, warnings, view, by);
    }

    ArticleResult withView(Supplier<ObjectNode> by) {
        return new ArticleResult(id, slug, etag, created, warnings, by, diff);
    }

    /** With more warnings, in front of its own. */
    ArticleResult withWarnings(List<Warning> more) {
        List<Warning> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new ArticleResult(id, slug, etag, created, List.copyOf(all), view, diff);
    }

    ArticleResult mapWarnings(UnaryOperator<Warning> names) {
        return new ArticleResult(
                id, slug, etag, created, warnings.stream().map(names).toList(), view, diff);
    }

    public WriteResult toWriteResult() {
        return complete(
                created ? WriteResult.created(view, etag, "/api/articles/" + slug) : WriteResult.updated(view, etag));
    }

    /** For what has no answer worth reading unless it is asked for. */
    public WriteResult toMinimalWriteResult() {
        return complete(WriteResult.updatedWithoutBody(view, etag));
    }

    private WriteResult complete(WriteResult writeResult) {
        return writeResult.withWarnings(warnings).withDiff(diff);
    }
}
