/**
 * TCP connections before a request exists: how many an address may open, how long a request head may take, and heads that
 * can't be parsed. Also who is on the other end, behind a proxy. Uses the kernel's problems and nothing else of the app.
 */
@NullMarked
package dev.broadsheet.kernel.connection;

import org.jspecify.annotations.NullMarked;
