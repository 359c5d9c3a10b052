/**
 * Filters that add to the OpenAPI document what all operations share. Uses {@code kernel}, {@code kernel.problem} and
 * {@code kernel.request}.
 *
 * <p>A filter in a feature's package adds what only the operations of that feature share, with {@link ApiOperation}.
 * Request bodies and examples are in {@code META-INF/openapi.yaml}.
 *
 * <p>Filters run by priority, the highest first; those of equal priority in no fixed order. 10 cleans up the scanned
 * schemas; 3 and 2 add parameters; 1 (the default) is for features; 0 adds what every write has
 * ({@code WriteOperations}); -1 adds what every operation has; -2 and -3 complete schemas; -4 renames them; -5 sorts
 * the document.
 */
@NullMarked
package dev.broadsheet.kernel.openapi;

import org.jspecify.annotations.NullMarked;
