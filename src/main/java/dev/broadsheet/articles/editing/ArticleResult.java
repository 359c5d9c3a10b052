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
 * The result of a write to one article.
 *
 * @param view the working copy after the write; built only when a response needs it
 * @param diff the change of the content or of the live copy; null if neither changed
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

    /** Puts the given warnings before the existing ones. */
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

    /** For operations whose response has a body only with {@code Prefer: return=representation}. */
    public WriteResult toMinimalWriteResult() {
        return complete(WriteResult.updatedWithoutBody(view, etag));
    }

    private WriteResult complete(WriteResult writeResult) {
        return writeResult.withWarnings(warnings).withDiff(diff);
    }
}
