/**
 * The live copy of an article: its columns, the statements that write it and the sources that lists and articles are
 * read from. Never exposes a draft to a reader. Uses {@code kernel}, {@code cache}, {@code text}, {@code body},
 * {@code terms}, {@code articles}, {@code publications.query} and {@code publications.search}.
 *
 * <p>A correction, which keeps slug, locale, terms and dates of the article, inserts no term rows. An unchanged body is
 * neither rendered nor indexed again. {@code CorrectionTest} compares the result with publishing the whole article.
 *
 * <p>Pages use keyset cursors. The cost of a page therefore depends on its size and not on the size of the table, and
 * no article is skipped or repeated when another one is published in between.
 */
@NullMarked
package dev.broadsheet.publications;

import org.jspecify.annotations.NullMarked;
