/**
 * Many writes in one request, as a JSON array or NDJSON. Uses {@code kernel}, {@code writes}, {@code terms},
 * {@code articles.editing}, {@code articles.input} and {@code articles.lifecycle}.
 */
@NullMarked
package dev.broadsheet.articles.batch;

import org.jspecify.annotations.NullMarked;
