package dev.broadsheet.cache.dependency;

/**
 * The part of a list that a response shows, described well enough to decide whether a change affects it. If that is
 * uncertain, the change counts as affecting the list.
 */
public interface ListDependency {

    boolean isAffectedBy(PublishedArticleChanged change);
}
