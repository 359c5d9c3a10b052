package dev.broadsheet.cache;

import dev.broadsheet.cache.dependency.Dependencies;
import dev.broadsheet.cache.dependency.Dependency;
import dev.broadsheet.cache.dependency.Invalidation;
import dev.broadsheet.cache.dependency.PublishedArticleChanged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Maps each dependency to the cached responses that were made from it. Not thread-safe. */
final class DependencyIndex {

    private final Map<Dependency, Set<CachedResponse>> responses = new HashMap<>();

    void add(CachedResponse response) {
        response.dependencies()
                .entries()
                .forEach(source -> responses
                        .computeIfAbsent(source, none -> new HashSet<>(2))
                        .add(response));
    }

    void remove(CachedResponse response) {
        for (Dependency source : response.dependencies().entries()) {
            responses.computeIfPresent(source, (same, listed) -> {
                listed.remove(response);
                return listed.isEmpty() ? null : listed;
            });
        }
    }

    /** The responses for which {@link Dependencies#isAffectedBy} is true. */
    Set<CachedResponse> affectedBy(Invalidation invalidation) {
        Set<CachedResponse> altered = new HashSet<>();
        invalidation.invalidates().forEach(source -> altered.addAll(of(source)));
        if (invalidation instanceof PublishedArticleChanged change) {
            for (Dependency source : change.mayInvalidate()) {
                of(source).stream()
                        .filter(response -> response.dependencies().hasListAffectedBy(change))
                        .forEach(altered::add);
            }
        }
        return altered;
    }

    private Set<CachedResponse> of(Dependency source) {
        return responses.getOrDefault(source, Set.of());
    }
}
