/** The document: an immutable tree of blocks and marked text, with sealed types. May use {@code kernel} only. */
@NullMarked
package dev.broadsheet.body.document;

import org.jspecify.annotations.NullMarked;
