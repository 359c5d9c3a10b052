package dev.broadsheet.cache.dependency;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dependencies of a response.
 *
 * @param expiresAt when the response becomes outdated without any change; null for never
 * @param cacheable false if the response can become outdated without a change to a recorded dependency
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

    /**
     * Checks the lists only. Call it for a response that depends on one of
     * {@link PublishedArticleChanged#mayInvalidate}.
     */
    public boolean hasListAffectedBy(PublishedArticleChanged change) {
        return lists.stream().anyMatch(listing -> listing.isAffectedBy(change));
    }
}
