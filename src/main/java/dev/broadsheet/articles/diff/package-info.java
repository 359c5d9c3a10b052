/**
 * The difference between two revisions, or between a revision and an upload. Uses {@code kernel}, {@code access},
 * {@code body}, {@code terms}, {@code articles}, {@code articles.content}, {@code articles.input},
 * {@code articles.json} and {@code articles.revisions}.
 */
@NullMarked
package dev.broadsheet.articles.diff;

import org.jspecify.annotations.NullMarked;
