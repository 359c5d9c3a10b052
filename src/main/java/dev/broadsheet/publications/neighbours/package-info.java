/**
 * The articles before and after an article in a list. Uses {@code kernel}, {@code publications} and
 * {@code publications.query}.
 */
@NullMarked
package dev.broadsheet.publications.neighbours;

import org.jspecify.annotations.NullMarked;
