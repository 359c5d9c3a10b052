/**
 * Reads an uploaded article in JSON, Markdown or HTML. Uses {@code kernel}, {@code body}, {@code terms},
 * {@code articles}, {@code articles.content} and {@code articles.input.frontmatter}.
 */
@NullMarked
package dev.broadsheet.articles.input;

import org.jspecify.annotations.NullMarked;
