/**
 * Limits on requests: by address before authentication, by key after it, and on wrong keys; and the refusal of requests
 * while the node is overloaded. Uses {@code kernel} and {@code access}.
 *
 * <p>Each node counts for itself, in memory. A count that all nodes share would cost a statement or a message for each
 * request, and the limits protect a node: with n nodes behind a proxy a client gets up to n times as much.
 */
@NullMarked
package dev.broadsheet.access.limits;

import org.jspecify.annotations.NullMarked;
