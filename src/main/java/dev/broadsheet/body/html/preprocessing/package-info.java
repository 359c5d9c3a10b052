/**
 * Steps before HTML is parsed: the cost limit, and the rewriting of WordPress and Word markup as plain HTML. May use
 * {@code body.document} and {@code body.normalization}.
 */
@NullMarked
package dev.broadsheet.body.html.preprocessing;

import org.jspecify.annotations.NullMarked;
