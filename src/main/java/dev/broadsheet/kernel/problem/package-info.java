/**
 * Exceptions as {@code application/problem+json} (RFC 9457), and the refusals for a database or disk that does not answer.
 * Uses {@code kernel}, {@code kernel.json} and {@code kernel.request}.
 */
@NullMarked
package dev.broadsheet.kernel.problem;

import org.jspecify.annotations.NullMarked;
