/**
 * The query side of full-text search: builds the {@code tsquery} for the languages of the articles, estimates its cost,
 * ranks and highlights hits, and corrects spelling. Reads search vectors, not articles, and writes no table. Uses
 * {@code kernel} and {@code text}; {@code search} supplies the vocabulary.
 *
 * <p>Search uses PostgreSQL without extensions, because an external server may not have them. The search vector of an
 * article has the stems of its language and a lexeme that marks the language, so one index scan searches all languages.
 * Of more than a thousand hits only the newest thousand are ranked, and the response says so.
 */
@NullMarked
package dev.broadsheet.publications.search;

import org.jspecify.annotations.NullMarked;
