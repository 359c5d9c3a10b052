/**
 * Text as search sees it: words, folding, languages and the syntax of queries. Knows no table. Uses {@code kernel}.
 *
 * <p>Search has three places. {@code text} turns letters into words and reads a query. {@code publications.search} turns a
 * query into SQL conditions, ranks and highlights. {@code search} has the endpoints and keeps the indexes up to date.
 */
@NullMarked
package dev.broadsheet.text;

import org.jspecify.annotations.NullMarked;
