package dev.broadsheet.cache.dependency;

import java.util.Set;

/** A change as answers are concerned by it. */
public sealed interface Invalidation permits PublishedArticleChanged, TermsChanged {

    /** Every answer that was made from one of these is outdated. */
    Set<Dependency> invalidates();

    /** An answer that was made from one of these is outdated if its {@link ListDependency} says so. */
    Set<Dependency> mayInvalidate();
}
