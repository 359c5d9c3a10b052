/**
 * Exceptions as {@code application/problem+json} (RFC 9457), and the 503 and 507 responses for an unreachable database
 * or a full disk. Uses {@code kernel}, {@code kernel.events} and {@code kernel.sql}.
 *
 * <p>Every refusal is problem+json with all faults of the request at once and a stable {@code code}. Unknown parameters
 * and members are refused too, because an ignored typo is hard to find.
 *
 * <p>{@link dev.broadsheet.kernel.ProblemCode} and {@link dev.broadsheet.kernel.WarningCode} list the codes of all
 * features, as a registry. A code is unique, the page {@code /problems} and the OpenAPI document list them in one
 * order, and several features share most of them. An enum for each feature would therefore need a registry as well.
 */
@NullMarked
package dev.broadsheet.kernel.problem;

import org.jspecify.annotations.NullMarked;
