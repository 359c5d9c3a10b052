/**
 * Finding articles by words: a query in the languages of the store, what it costs, how hits are ranked and shown, and
 * what was meant where nothing is found. Knows vectors, not articles.
 */
@NullMarked
package dev.broadsheet.publications.search;

import org.jspecify.annotations.NullMarked;
