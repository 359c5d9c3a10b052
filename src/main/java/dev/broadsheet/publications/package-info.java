/**
 * Lowest layer of the published side: the live copy, its columns, the statements that write it and the sources that
 * read it. Never exposes a draft to a reader. Uses {@code kernel}, {@code cache}, {@code text}, {@code body},
 * {@code terms}, {@code articles}, {@code publications.query} and {@code publications.search}.
 *
 * <p>A correction writes only what it changes: while an article keeps its slug, terms and dates, publishing it again
 * inserts no index rows, and an unchanged body is neither rendered nor indexed again. {@code CorrectionTest} compares
 * the result with publishing the whole article. Pages are keyset cursors, so the cost of a page follows the page and
 * not the table, and nothing is skipped or shown twice when somebody publishes in between.
 */
@NullMarked
package dev.broadsheet.publications;

import org.jspecify.annotations.NullMarked;
