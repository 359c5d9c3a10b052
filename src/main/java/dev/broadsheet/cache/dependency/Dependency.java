package dev.broadsheet.cache.dependency;

import java.util.UUID;

/** What an answer can be made from. A change names the sources that it touches. */
public sealed interface Dependency {

    /** An article whose live copy is shown, or would be if it had one. */
    record Article(UUID id) implements Dependency {}

    /** A tag, an author or a section that is shown, or asked for. */
    record Term(UUID id) implements Dependency {}

    /** A name in a URL that may lead to another article one day. */
    record Name(String name) implements Dependency {}

    /** Lists that only articles under this term can be in; each says by itself whether a change concerns it. */
    record TermLists(UUID term) implements Dependency {}

    /** What depends on all of a kind. */
    enum Global implements Dependency {
        /** Lists that any article can be in; each says by itself whether a change concerns it. */
        ALL_LISTS,
        /** Whatever changes with every change of what is live. */
        ALL_ARTICLES,
        /** Whatever changes with every change of a term. */
        ALL_TERMS
    }
}
