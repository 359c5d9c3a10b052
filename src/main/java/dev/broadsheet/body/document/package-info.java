/**
 * The document itself: a closed, immutable tree of blocks and marked text, and the one form of it
 * (see {@link dev.broadsheet.body.document.Canon}) that every reader ends in.
 *
 * <p>Arrows: leans on {@code kernel} alone; the readers and writers beside it lean on this.
 */
@NullMarked
package dev.broadsheet.body.document;

import org.jspecify.annotations.NullMarked;
