/**
 * Text as search sees it: words, folded so that what is written differently and meant the same is the same, and what a
 * reader means by a query. Knows no table.
 * kernel ← words ← articles, publications, search.
 */
@NullMarked
package dev.broadsheet.words;

import org.jspecify.annotations.NullMarked;
