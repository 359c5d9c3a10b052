/**
 * Writes of one article: {@code ArticleService} and the REST resources on it. Uses all packages of {@code articles} but
 * {@code batch}, {@code blocks} and {@code schedule}.
 */
@NullMarked
package dev.broadsheet.articles.editing;

import org.jspecify.annotations.NullMarked;
