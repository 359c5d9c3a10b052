package dev.broadsheet.terms.list;

import dev.broadsheet.cache.dependency.ListDependency;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.cache.dependency.PublishedSnapshot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How many live articles carry a term: one that carries it before and after a change is no news. */
public record TermUsage(UUID term) implements ListDependency {

    @Override
    public boolean isAffectedBy(PublishedArticleChanged change) {
        return carries(change.before()) != carries(change.after());
    }

    private boolean carries(@Nullable PublishedSnapshot copy) {
        return copy != null && copy.terms().contains(term);
    }
}
