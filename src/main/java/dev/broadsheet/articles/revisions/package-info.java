/**
 * Builds, lists and prunes revisions. Uses {@code kernel}, {@code body}, {@code terms}, {@code media}, {@code articles},
 * {@code articles.content}, {@code articles.index}, {@code articles.input}, {@code articles.json} and
 * {@code articles.lifecycle}.
 */
@NullMarked
package dev.broadsheet.articles.revisions;

import org.jspecify.annotations.NullMarked;
