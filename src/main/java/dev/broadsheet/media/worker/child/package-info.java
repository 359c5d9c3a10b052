/**
 * The main class of the worker process and the work that it does. Uses the other sub-packages of {@code media.worker} but
 * {@code .process}.
 */
@NullMarked
package dev.broadsheet.media.worker.child;

import org.jspecify.annotations.NullMarked;
