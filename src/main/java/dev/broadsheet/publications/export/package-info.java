/**
 * Whole lists, streamed. Uses {@code kernel}, {@code access}, {@code articles}, {@code publications},
 * {@code publications.list} and {@code publications.query}.
 */
@NullMarked
package dev.broadsheet.publications.export;

import org.jspecify.annotations.NullMarked;
