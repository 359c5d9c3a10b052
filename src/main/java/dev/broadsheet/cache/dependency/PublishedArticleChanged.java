package dev.broadsheet.cache.dependency;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Readers see an article, see it otherwise, or see it no more. Fired in the transaction that makes it so.
 *
 * @param before what they saw, if they saw it
 * @param after what they see, if they see it
 */
public record PublishedArticleChanged(
        UUID article,
        @Nullable PublishedSnapshot before,
        @Nullable PublishedSnapshot after) implements Invalidation {

    @Override
    public Set<Dependency> invalidates() {
        Set<Dependency> touched = new HashSet<>();
        touched.add(new Dependency.Article(article));
        touched.add(Dependency.Global.ALL_ARTICLES);
        copies().forEach(copy -> {
            touched.add(new Dependency.Name(copy.slug()));
            if (copy.externalId() != null) {
                touched.add(new Dependency.Name(copy.externalId()));
            }
        });
        return touched;
    }

    @Override
    public Set<Dependency> mayInvalidate() {
        Set<Dependency> lists = new HashSet<>();
        lists.add(Dependency.Global.ALL_LISTS);
        copies().forEach(copy -> copy.terms().forEach(term -> lists.add(new Dependency.TermLists(term))));
        return lists;
    }

    private Stream<PublishedSnapshot> copies() {
        return Stream.of(before, after).filter(copy -> copy != null).map(PublishedSnapshot.class::cast);
    }
}
