/**
 * The articles before and after an article in a list. Uses {@code kernel}, {@code cache}, {@code publications},
 * {@code publications.article}, {@code publications.list}, {@code publications.list.sql} and
 * {@code publications.query}.
 */
@NullMarked
package dev.broadsheet.publications.neighbours;

import org.jspecify.annotations.NullMarked;
