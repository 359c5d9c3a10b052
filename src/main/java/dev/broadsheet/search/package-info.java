/**
 * Search over everything that readers see, what they may go on to type, and the upkeep of what articles are found by.
 * kernel, access, body, terms, words, articles, publications ← search.
 */
@NullMarked
package dev.broadsheet.search;

import org.jspecify.annotations.NullMarked;
