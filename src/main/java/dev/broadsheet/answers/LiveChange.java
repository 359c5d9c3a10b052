package dev.broadsheet.answers;

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
public record LiveChange(
        UUID article, @Nullable Copy before, @Nullable Copy after) implements Alteration {

    @Override
    public Set<Source> touches() {
        Set<Source> touched = new HashSet<>();
        touched.add(new Source.Article(article));
        touched.add(Source.Whole.NEWSSTAND);
        copies().forEach(copy -> {
            touched.add(new Source.Name(copy.slug()));
            if (copy.externalId() != null) {
                touched.add(new Source.Name(copy.externalId()));
            }
        });
        return touched;
    }

    @Override
    public Set<Source> mayTouch() {
        Set<Source> lists = new HashSet<>();
        lists.add(Source.Whole.LISTS);
        copies().forEach(copy -> copy.terms().forEach(term -> lists.add(new Source.Under(term))));
        return lists;
    }

    private Stream<Copy> copies() {
        return Stream.of(before, after).filter(copy -> copy != null).map(Copy.class::cast);
    }
}
