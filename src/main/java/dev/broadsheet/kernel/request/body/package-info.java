/**
 * Receives request bodies before an endpoint sees them, within limits on size, memory, disk and time. Uses
 * {@code kernel}.
 */
@NullMarked
package dev.broadsheet.kernel.request.body;

import org.jspecify.annotations.NullMarked;
