/**
 * Reads and writes Markdown: CommonMark 0.31 with tables, strikethrough, task items, autolinks and footnotes as in
 * GitHub's Markdown, and attributes in braces. commonmark-java parses.
 *
 * <p>May use {@code body.document}, {@code body.normalization}, {@code kernel}, and {@code body.html} with its
 * sub-packages for content that has no Markdown syntax.
 */
@NullMarked
package dev.broadsheet.body.markdown;

import org.jspecify.annotations.NullMarked;
