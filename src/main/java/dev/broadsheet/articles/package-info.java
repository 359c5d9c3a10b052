/**
 * The write side, bottom: the entities of an article and its revisions, slugs, their tables, and the events of a change.
 * Uses {@code kernel}, {@code access}, {@code body} and {@code articles.content}; implements
 * {@code access.audit.ArticleIds}.
 *
 * <p>Working copy, revisions and live copy are three things. A write appends an immutable revision; publishing copies
 * one into a row shaped for reading. Editing a live article can't leak, because the tables that readers see hold no
 * drafts, and going back is copying. Status is derived from facts and the clock and never stored, so it can't get out
 * of step.
 */
@NullMarked
package dev.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
