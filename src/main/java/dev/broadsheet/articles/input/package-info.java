/**
 * Reads an uploaded article in JSON, Markdown or HTML. Uses {@code articles}, {@code articles.json} and
 * {@code articles.input.frontmatter}.
 */
@NullMarked
package dev.broadsheet.articles.input;

import org.jspecify.annotations.NullMarked;
