/**
 * Filters that add to the OpenAPI document what all operations share. Uses {@code kernel}, {@code kernel.events},
 * {@code kernel.problem} and {@code kernel.request}.
 */
@NullMarked
package dev.broadsheet.kernel.openapi;

import org.jspecify.annotations.NullMarked;
