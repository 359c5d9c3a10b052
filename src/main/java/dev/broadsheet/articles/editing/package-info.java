/**
 * Writes of one article: {@code ArticleService} and its REST resources. Uses {@code kernel}, {@code access},
 * {@code body}, {@code writes}, {@code terms}, {@code media}, {@code media.editing}, {@code articles}, {@code articles.content}, {@code articles.diff},
 * {@code articles.input}, {@code articles.json}, {@code articles.lifecycle}, {@code articles.locks} and
 * {@code articles.revisions}.
 */
@NullMarked
package dev.broadsheet.articles.editing;

import org.jspecify.annotations.NullMarked;
