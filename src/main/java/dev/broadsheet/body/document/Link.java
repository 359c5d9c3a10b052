package dev.broadsheet.body.document;

import dev.broadsheet.body.normalization.UrlSanitizer;
import org.jspecify.annotations.Nullable;

/**
 * The link of marked text.
 *
 * @param href checked and normalised by {@link UrlSanitizer#link}
 */
public record Link(String href, @Nullable String title) {}
