/**
 * The index rows of working copies, which are their terms and search vectors, stored when a revision is saved or
 * published. Uses {@code kernel}, {@code text}, {@code terms}, {@code articles} and {@code articles.content}.
 */
@NullMarked
package dev.broadsheet.articles.index;

import org.jspecify.annotations.NullMarked;
