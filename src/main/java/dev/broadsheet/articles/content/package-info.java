/**
 * The members of an article, and the content of a revision as it is stored: columns, JSON and rows that can no longer
 * be decoded. Uses {@code kernel}, {@code text}, {@code body} and {@code terms}.
 */
@NullMarked
package dev.broadsheet.articles.content;

import org.jspecify.annotations.NullMarked;
