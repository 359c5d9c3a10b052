/**
 * The SQL of lists. Uses {@code kernel}, {@code text}, {@code terms}, {@code articles}, {@code publications},
 * {@code publications.query} and {@code publications.search}.
 */
@NullMarked
package dev.broadsheet.publications.list.sql;

import org.jspecify.annotations.NullMarked;
