/**
 * What an endpoint takes: parameters, their types, and the annotations that open an endpoint or make it read-only. Uses
 * {@code kernel}.
 */
@NullMarked
package dev.broadsheet.kernel.request;

import org.jspecify.annotations.NullMarked;
