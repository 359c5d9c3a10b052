/**
 * Many writes in one request, as JSON Lines. Uses {@code kernel}, {@code writes}, {@code terms},
 * {@code articles.editing}, {@code articles.input} and {@code articles.lifecycle}.
 */
@NullMarked
package dev.broadsheet.articles.batch;

import org.jspecify.annotations.NullMarked;
