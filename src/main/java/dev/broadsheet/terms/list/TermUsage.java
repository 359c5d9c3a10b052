package dev.broadsheet.terms.list;

import dev.broadsheet.cache.dependency.ListDependency;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import dev.broadsheet.cache.dependency.PublishedSnapshot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The number of published articles of a term. Only a change that adds or removes the term affects it. */
public record TermUsage(UUID term) implements ListDependency {

    @Override
    public boolean isAffectedBy(PublishedArticleChanged change) {
        return carries(change.before()) != carries(change.after());
    }

    private boolean carries(@Nullable PublishedSnapshot copy) {
        return copy != null && copy.terms().contains(term);
    }
}
