/**
 * The editor's lock on an article. Uses {@code kernel}, {@code access}, {@code writes}, {@code articles} and
 * {@code articles.json}.
 */
@NullMarked
package dev.broadsheet.articles.locks;

import org.jspecify.annotations.NullMarked;
