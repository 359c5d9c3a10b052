/**
 * Reads HTML as a document; jsoup parses. Uses {@code kernel}, {@code body.document}, {@code body.html.preprocessing},
 * {@code body.html.writer} and {@code body.normalization}.
 */
@NullMarked
package dev.broadsheet.body.html;

import org.jspecify.annotations.NullMarked;
