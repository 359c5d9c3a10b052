package dev.broadsheet.terms;

import org.jspecify.annotations.Nullable;

/**
 * The details of an author that an article contains beside the name.
 *
 * @param url an absolute http or https address
 * @param description plain text
 */
public record AuthorProfile(
        TermRef author, @Nullable String url, @Nullable String description) {

    /** True if the article contains only the name. */
    boolean isEmpty() {
        return url == null && description == null;
    }
}
