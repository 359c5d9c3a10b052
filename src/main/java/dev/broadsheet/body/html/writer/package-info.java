/** Writes a document as HTML. May use {@code body.document}. */
@NullMarked
package dev.broadsheet.body.html.writer;

import org.jspecify.annotations.NullMarked;
