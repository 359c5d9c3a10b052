package dev.broadsheet.cache.dependency;

import java.util.Set;

/** A change, described by the dependencies that it touches. */
public sealed interface Invalidation permits MediaChanged, PublishedArticleChanged, TermsChanged {

    /** Every response with one of these dependencies is outdated. */
    Set<Dependency> invalidates();

    /**
     * A response with one of these dependencies is outdated if the change affects one of its {@link ListDependency}s.
     */
    Set<Dependency> mayInvalidate();
}
