/**
 * The published side, bottom: the live copy, its columns, the statement that writes it and the sources that read it. Never
 * shows a draft to a reader. Uses {@code articles}, {@code publications.query} and {@code publications.search}.
 */
@NullMarked
package dev.broadsheet.publications;

import org.jspecify.annotations.NullMarked;
