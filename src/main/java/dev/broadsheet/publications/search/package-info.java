/**
 * The query side of full-text search: builds the {@code tsquery} for the languages of the articles, estimates its cost,
 * ranks and highlights hits, and corrects spelling. Reads search vectors, not articles, and writes no table. Uses
 * {@code kernel} and {@code text}; {@code search} supplies the vocabulary.
 *
 * <p>Search is that of PostgreSQL without extensions, which an external server may not have. Each article is indexed
 * in its own language and marked with it, so one query asks all languages in one index scan. Of more than a thousand
 * hits the newest thousand are ranked, and the response says so.
 */
@NullMarked
package dev.broadsheet.publications.search;

import org.jspecify.annotations.NullMarked;
