/**
 * The write side, bottom: the entities of an article and its revisions, slugs, and the events of a change. Uses
 * {@code kernel}, {@code access}, {@code body}, {@code terms}, {@code text} and {@code articles.content}.
 */
@NullMarked
package dev.broadsheet.articles;

import org.jspecify.annotations.NullMarked;
