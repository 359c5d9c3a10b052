/**
 * Exceptions as {@code application/problem+json} (RFC 9457), and the 503 and 507 responses for an unreachable database
 * or a full disk. Uses {@code kernel}, {@code kernel.events} and {@code kernel.sql}.
 *
 * <p>Every refusal is problem+json with all faults of the request at once and a stable {@code code}. Unknown
 * parameters and members are refused too: an ignored typo costs its author an hour.
 *
 * <p>{@link dev.broadsheet.kernel.ProblemCode} and {@link dev.broadsheet.kernel.WarningCode} list the codes of all
 * features, as a registry. They are one contract: a code is unique, the page {@code /problems} and the OpenAPI document
 * list them in one order, and several features share most of them. An enum for each feature would need a registry all
 * the same.
 */
@NullMarked
package dev.broadsheet.kernel.problem;

import org.jspecify.annotations.NullMarked;
