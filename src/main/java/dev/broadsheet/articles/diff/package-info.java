/**
 * The difference between two revisions or an upload and a revision. Uses {@code articles} and its input, JSON and
 * revisions.
 */
@NullMarked
package dev.broadsheet.articles.diff;

import org.jspecify.annotations.NullMarked;
