package dev.broadsheet.answers;

import java.util.UUID;

/** What an answer can be made from. A change names the sources that it touches. */
public sealed interface Source {

    /** An article whose live copy is shown, or would be if it had one. */
    record Article(UUID id) implements Source {}

    /** A tag, an author or a section that is shown, or asked for. */
    record Term(UUID id) implements Source {}

    /** A name in a URL that may lead to another article one day. */
    record Name(String name) implements Source {}

    /** Lists that only articles under this term can be in; each says by itself whether a change concerns it. */
    record Under(UUID term) implements Source {}

    /** What depends on all of a kind. */
    enum Whole implements Source {
        /** Lists that any article can be in; each says by itself whether a change concerns it. */
        LISTS,
        /** Whatever changes with every change of what is live. */
        NEWSSTAND,
        /** Whatever changes with every change of a term. */
        TERMS
    }
}
