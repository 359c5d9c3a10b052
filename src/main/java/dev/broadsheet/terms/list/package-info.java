/**
 * Reads of terms: one term, lists with the number of articles of each, related tags. Uses {@code kernel},
 * {@code access}, {@code cache.dependency} and {@code terms}.
 */
@NullMarked
package dev.broadsheet.terms.list;

import org.jspecify.annotations.NullMarked;
