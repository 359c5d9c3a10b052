/**
 * Filters that add to the OpenAPI document what all operations share. Uses {@code kernel}, {@code kernel.problem} and
 * {@code kernel.request}.
 *
 * <p>What only the operations of a feature share is added by a filter in the package of the feature, with
 * {@link ApiOperation}; request bodies and examples are in {@code META-INF/openapi.yaml}. Filters run by priority, the highest
 * first: 10 cleans up the scanned schemas; 3 and 2 add parameters; 1 (the default) are features; 0 adds what is still
 * missing; -1 to -3 complete and rename schemas; -4 sorts the document.
 */
@NullMarked
package dev.broadsheet.kernel.openapi;

import org.jspecify.annotations.NullMarked;
