/**
 * Receives request bodies before an endpoint sees them, within limits on size, memory, disk and time. Uses the kernel's
 * problems and nothing else of the app.
 */
@NullMarked
package dev.broadsheet.kernel.request;

import org.jspecify.annotations.NullMarked;
