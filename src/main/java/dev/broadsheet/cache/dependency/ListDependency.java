package dev.broadsheet.cache.dependency;

/** What an answer shows of a list, told so far that a change can be seen to concern it or not. In doubt it does. */
public interface ListDependency {

    boolean isAffectedBy(PublishedArticleChanged change);
}
