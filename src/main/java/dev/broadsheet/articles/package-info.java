/**
 * The write side, bottom: the entities of an article and its revisions, slugs, their tables, and the events of a
 * change. Uses {@code kernel}, {@code access}, {@code body} and {@code articles.content}; implements
 * {@code access.audit.ArticleIds}.
 *
 * <p>Working copy, revisions and live copy are three things. A write appends an immutable revision. Publishing copies a
 * revision into {@code publication}, a table of its own for reads, so an edit can't leak. Restoring copies an old
 * revision into a new one. Status is computed from the row and the clock and never stored.
 */
@NullMarked
package dev.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
