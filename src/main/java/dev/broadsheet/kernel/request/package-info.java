/**
 * Strict parsing of endpoint parameters, and the annotations that make an endpoint public or read-only. Uses
 * {@code kernel}.
 */
@NullMarked
package dev.broadsheet.kernel.request;

import org.jspecify.annotations.NullMarked;
