/**
 * The canonical form of text, blocks and URLs, in which equal means equal. Uses {@code body.document} and {@code kernel}.
 */
@NullMarked
package dev.broadsheet.body.normalization;

import org.jspecify.annotations.NullMarked;
