/**
 * Exceptions as {@code application/problem+json} (RFC 9457), and the 503 and 507 responses for an unreachable database
 * or a full disk. Uses {@code kernel}, {@code kernel.events} and {@code kernel.sql}.
 *
 * <p>Every refusal is problem+json with all faults of the request at once and a stable {@code code}. Unknown
 * parameters and members are refused too: an ignored typo costs its author an hour.
 */
@NullMarked
package dev.broadsheet.kernel.problem;

import org.jspecify.annotations.NullMarked;
