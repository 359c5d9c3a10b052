/** Writes a document as HTML. Uses {@code body.document}. */
@NullMarked
package dev.broadsheet.body.html.writer;

import org.jspecify.annotations.NullMarked;
