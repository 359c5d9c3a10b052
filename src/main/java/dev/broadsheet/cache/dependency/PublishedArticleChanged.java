package dev.broadsheet.cache.dependency;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The published version of an article appeared, changed or disappeared. Fired inside the transaction that does it.
 *
 * @param before the published version before; null if there was none
 * @param after the published version after; null if there is none
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
        copies().forEach(copy -> copy.names().forEach(name -> touched.add(new Dependency.Name(name))));
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
