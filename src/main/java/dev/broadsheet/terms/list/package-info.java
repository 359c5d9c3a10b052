/**
 * Lists of terms with the number of articles of each, and related tags. Uses {@code kernel}, {@code cache} and
 * {@code terms}.
 */
@NullMarked
package dev.broadsheet.terms.list;

import org.jspecify.annotations.NullMarked;
