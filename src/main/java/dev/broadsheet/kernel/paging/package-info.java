/**
 * Pages of a list: limits, cursors, keyset order and {@code Link} headers. Uses {@code kernel} and
 * {@code kernel.http}.
 */
@NullMarked
package dev.broadsheet.kernel.paging;

import org.jspecify.annotations.NullMarked;
