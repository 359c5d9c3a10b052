/**
 * Markdown to documents and back: CommonMark 0.31 with tables, strikethrough, task items, autolinks
 * and footnotes as GitHub has them, and attributes.
 *
 * <p>Arrows: leans on {@code body.document}, on {@code body.html} for what Markdown has no syntax
 * for, and on {@code kernel}; commonmark-java parses.
 */
@NullMarked
package dev.broadsheet.body.markdown;

import org.jspecify.annotations.NullMarked;
