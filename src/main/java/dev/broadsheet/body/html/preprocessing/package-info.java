/**
 * Steps before HTML is parsed: the cost limit, and WordPress and Word markup rewritten as HTML. Uses
 * {@code body.document} and {@code body.normalization}.
 */
@NullMarked
package dev.broadsheet.body.html.preprocessing;

import org.jspecify.annotations.NullMarked;
