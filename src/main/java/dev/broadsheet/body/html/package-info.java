/**
 * Reads HTML as a document; jsoup parses. May use {@code body.document}, {@code body.normalization},
 * {@code body.html.preprocessing} and {@code body.html.writer}.
 */
@NullMarked
package dev.broadsheet.body.html;

import org.jspecify.annotations.NullMarked;
