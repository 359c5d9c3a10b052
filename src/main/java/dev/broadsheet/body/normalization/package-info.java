/**
 * The canonical form of text, blocks and URLs: values with the same meaning are equal. May use {@code body.document}
 * and {@code kernel}.
 */
@NullMarked
package dev.broadsheet.body.normalization;

import org.jspecify.annotations.NullMarked;
