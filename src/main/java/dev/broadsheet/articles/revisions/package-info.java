/**
 * Builds, lists and prunes revisions. Uses {@code articles}, {@code articles.input}, {@code articles.json} and
 * {@code articles.lifecycle}.
 */
@NullMarked
package dev.broadsheet.articles.revisions;

import org.jspecify.annotations.NullMarked;
