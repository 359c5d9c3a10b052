package dev.broadsheet.cache.dependency;

import java.util.UUID;

/** Something that a response can be built from. A change names the dependencies that it touches. */
public sealed interface Dependency {

    /** An article whose published version is shown, or would be if it had one. */
    record Article(UUID id) implements Dependency {}

    /** A tag, author or section that is shown. */
    record Term(UUID id) implements Dependency {}

    /**
     * A tag, author or section that a list is filtered by. It gives the response no purge key: the key would tell
     * readers that a term exists although no live article has it. Lists have the key {@code list} in any case.
     */
    record FilterTerm(UUID id) implements Dependency {}

    /** A medium that is shown, or would be if it could be. */
    record Medium(UUID id) implements Dependency {}

    /** A name in a URL that may lead to another article later. */
    record Name(String name) implements Dependency {}

    /** Lists of articles under this term. The {@link ListDependency} decides whether a change affects the list. */
    record TermLists(UUID term) implements Dependency {}

    /** Dependencies on everything of a kind. */
    enum Global implements Dependency {
        /** Lists that any article can be in. The {@link ListDependency} decides whether a change affects the list. */
        ALL_LISTS,
        /** Responses that change with every change of published articles. */
        ALL_ARTICLES,
        /** Responses that change with every change of a term. */
        ALL_TERMS
    }
}
