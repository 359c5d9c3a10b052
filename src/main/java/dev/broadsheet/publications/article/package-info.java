/**
 * Reads of one article, live, past or draft. Uses {@code kernel}, {@code access}, {@code cache}, {@code body},
 * {@code articles}, {@code publications}, {@code publications.list} and {@code publications.query}.
 */
@NullMarked
package dev.broadsheet.publications.article;

import org.jspecify.annotations.NullMarked;
