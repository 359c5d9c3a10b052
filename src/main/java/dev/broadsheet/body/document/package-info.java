/** The document: a closed, immutable tree of blocks and marked text. Uses {@code kernel} alone. */
@NullMarked
package dev.broadsheet.body.document;

import org.jspecify.annotations.NullMarked;
