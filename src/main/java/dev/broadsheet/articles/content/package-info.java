/**
 * The members of an article, the stored JSON of a revision's content, and the problem for content that can't be
 * decoded. Uses {@code kernel}, {@code text}, {@code body} and {@code terms}.
 */
@NullMarked
package dev.broadsheet.articles.content;

import org.jspecify.annotations.NullMarked;
