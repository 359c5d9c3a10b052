/**
 * An article as JSON and as a Markdown file, and queries for working copies. Uses {@code kernel}, {@code body},
 * {@code terms}, {@code media}, {@code articles}, {@code articles.content} and {@code articles.index}.
 */
@NullMarked
package dev.broadsheet.articles.json;

import org.jspecify.annotations.NullMarked;
