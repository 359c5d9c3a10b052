/**
 * Steps before HTML is parsed: the cost limit, and the rewriting of WordPress and Word markup as plain HTML. Uses
 * {@code kernel} and {@code body.document}.
 */
@NullMarked
package dev.broadsheet.body.html.preprocessing;

import org.jspecify.annotations.NullMarked;
