package dev.broadsheet.terms;

import org.jspecify.annotations.Nullable;

/**
 * What an article says of an author beside the name.
 *
 * @param url an absolute http or https address
 * @param description plain text
 */
public record AuthorProfile(
        TermRef author, @Nullable String url, @Nullable String description) {

    /** Whether the article has the name alone. */
    boolean isEmpty() {
        return url == null && description == null;
    }
}
