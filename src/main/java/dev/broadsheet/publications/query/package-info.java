/**
 * The query language of lists: fields, operators, filters and sorts, in a URL or in JSON. Knows no table. Uses
 * {@code kernel}, {@code cache}, {@code text}, {@code terms} and {@code articles}.
 *
 * <p>Fields are declared once: parser, SQL and OpenAPI read the same table, so no parameter reaches a column that
 * isn't in it.
 */
@NullMarked
package dev.broadsheet.publications.query;

import org.jspecify.annotations.NullMarked;
