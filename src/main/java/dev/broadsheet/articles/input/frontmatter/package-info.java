/**
 * Splits an uploaded file into front matter and body, and reads front matter in YAML, TOML and JSON. Uses
 * {@code kernel} and {@code articles.content}.
 */
@NullMarked
package dev.broadsheet.articles.input.frontmatter;

import org.jspecify.annotations.NullMarked;
