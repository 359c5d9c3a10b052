/**
 * TCP connections before a request exists: connections per address, time limit of a request head, heads that can't be
 * parsed, and the client's address behind a proxy. Uses {@code kernel} and {@code kernel.problem}.
 */
@NullMarked
package dev.broadsheet.kernel.connection;

import org.jspecify.annotations.NullMarked;
