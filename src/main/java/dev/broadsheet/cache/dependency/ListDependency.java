package dev.broadsheet.cache.dependency;

/**
 * The part of a list that a response shows, described well enough to decide whether a change affects it. In doubt it
 * does.
 */
public interface ListDependency {

    boolean isAffectedBy(PublishedArticleChanged change);
}
