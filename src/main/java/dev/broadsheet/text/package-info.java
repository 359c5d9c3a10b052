/**
 * Text processing for search: words, folding, languages and query syntax. Accesses no table. Uses {@code kernel}.
 *
 * <p>Search has three packages. {@code text} splits text into words and parses queries. {@code publications.search}
 * turns a query into SQL conditions, ranks and highlights. {@code search} has the endpoints and keeps the indexes up to
 * date.
 */
@NullMarked
package dev.broadsheet.text;

import org.jspecify.annotations.NullMarked;
