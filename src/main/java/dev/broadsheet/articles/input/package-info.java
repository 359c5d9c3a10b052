/**
 * Splits the files that people upload into front matter and body, and reads front matter in YAML, TOML and JSON. Knows
 * nothing of articles.
 */
@NullMarked
package dev.broadsheet.articles.input;

import org.jspecify.annotations.NullMarked;
