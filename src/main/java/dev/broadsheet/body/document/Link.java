package dev.broadsheet.body.document;

import org.jspecify.annotations.Nullable;

/**
 * Where marked text leads.
 *
 * @param href checked and normalised by {@link Address#link}
 */
public record Link(String href, @Nullable String title) {}
