/**
 * {@code /api/search} and {@code /api/suggest} over published content, and the jobs that keep the search indexes and
 * the vocabulary up to date. Uses {@code kernel}, {@code cache}, {@code text}, {@code terms}, {@code articles} and
 * {@code publications}.
 */
@NullMarked
package dev.broadsheet.search;

import org.jspecify.annotations.NullMarked;
