package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.writes.Written;
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
record Outcome(
        UUID id,
        String slug,
        String etag,
        boolean created,
        List<Warning> warnings,
        Supplier<ObjectNode> view,
        @Nullable Supplier<@Nullable JsonNode> diff) {

    Outcome differing(@Nullable Supplier<@Nullable JsonNode> by) {
        return new Outcome(id, slug, etag, created, warnings, view, by);
    }

    Outcome viewing(Supplier<ObjectNode> by) {
        return new Outcome(id, slug, etag, created, warnings, by, diff);
    }

    /** With more warnings, in front of its own. */
    Outcome warning(List<Warning> more) {
        List<Warning> all = new ArrayList<>(more);
        all.addAll(warnings);
        return new Outcome(id, slug, etag, created, List.copyOf(all), view, diff);
    }

    Outcome named(UnaryOperator<Warning> names) {
        return new Outcome(id, slug, etag, created, warnings.stream().map(names).toList(), view, diff);
    }

    Written written() {
        return told(created ? Written.made(view, etag, "/api/articles/" + slug) : Written.changed(view, etag));
    }

    /** For what has no answer worth reading unless it is asked for. */
    Written quietly() {
        return told(Written.quietly(view, etag));
    }

    private Written told(Written written) {
        return written.warning(warnings).differing(diff);
    }
}
