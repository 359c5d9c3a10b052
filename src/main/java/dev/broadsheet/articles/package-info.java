/**
 * The lowest package of the write side: the entities and tables of articles, revisions and slugs, and the events of a
 * change. Uses {@code kernel}, {@code access}, {@code body} and {@code articles.content}; implements
 * {@code access.audit.ArticleIds}.
 *
 * <p>A write appends an immutable revision; the newest one is the working copy. Publishing copies a revision into
 * {@code publication}, the table of live copies for reads, so readers never see an unpublished edit. Restoring copies
 * an old revision into a new one. Status is computed from the row and the clock and never stored.
 */
@NullMarked
package dev.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
