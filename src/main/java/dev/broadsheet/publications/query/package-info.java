/**
 * The query language of lists: fields, operators, filters and sorts, in a URL or in JSON. Knows no table. Uses
 * {@code kernel} and {@code terms}.
 */
@NullMarked
package dev.broadsheet.publications.query;

import org.jspecify.annotations.NullMarked;
