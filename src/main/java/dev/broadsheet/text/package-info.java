/**
 * Text processing for search: words, folding, spelling, languages and query syntax. Uses {@code kernel}.
 *
 * <p>Search has three packages. {@code text} knows languages, words and their spelling, and parses queries; it accesses
 * no database. {@code publications.search} is the query side: it turns a query into SQL conditions for lists, ranks,
 * highlights and corrects; it writes no table. {@code search} has the jobs that keep the search indexes and the
 * vocabulary up to date, and the endpoints {@code /api/search} and {@code /api/suggest}.
 */
@NullMarked
package dev.broadsheet.text;

import org.jspecify.annotations.NullMarked;
