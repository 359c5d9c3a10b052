/**
 * Filters that add to the OpenAPI document what all operations share. Uses {@code kernel} and its HTTP packages.
 */
@NullMarked
package dev.broadsheet.kernel.openapi;

import org.jspecify.annotations.NullMarked;
