/**
 * The query language of lists: fields, operators, filters and sorts, in a URL or in JSON. Reads no database table. Uses
 * {@code kernel}, {@code cache}, {@code text}, {@code terms} and {@code articles}.
 *
 * <p>Fields are declared once, in {@link ListField}. Parser, SQL and OpenAPI are derived from it, so a parameter can
 * only reach a column that is declared there.
 */
@NullMarked
package dev.broadsheet.publications.query;

import org.jspecify.annotations.NullMarked;
