package dev.broadsheet.body.document;

import org.jspecify.annotations.Nullable;

/**
 * The link of marked text.
 *
 * @param href checked and normalised by {@code UrlSanitizer.link}
 */
public record Link(String href, @Nullable String title) {}
