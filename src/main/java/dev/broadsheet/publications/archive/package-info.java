/**
 * The archive: the number of articles of each year, month or day. Uses {@code kernel}, {@code cache},
 * {@code publications}, {@code publications.list} and {@code publications.query}.
 */
@NullMarked
package dev.broadsheet.publications.archive;

import org.jspecify.annotations.NullMarked;
