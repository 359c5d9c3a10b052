package dev.broadsheet.cache.dependency;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from.
 *
 * @param expiresAt when it ceases to be the answer without any change
 * @param cacheable whether changes tell when it is outdated
 */
public record Dependencies(
        Set<Dependency> entries,
        List<ListDependency> lists,
        @Nullable Instant expiresAt,
        boolean cacheable) {

    public boolean isAffectedBy(Invalidation invalidation) {
        if (invalidation.invalidates().stream().anyMatch(entries::contains)) {
            return true;
        }
        return invalidation instanceof PublishedArticleChanged change
                && change.mayInvalidate().stream().anyMatch(entries::contains)
                && hasListAffectedBy(change);
    }

    /** Of one that was made from a list that the change may touch. */
    public boolean hasListAffectedBy(PublishedArticleChanged change) {
        return lists.stream().anyMatch(listing -> listing.isAffectedBy(change));
    }
}
