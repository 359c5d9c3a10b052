/** Authentication of requests by key, and the refusal of writes without a key. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.access;

import org.jspecify.annotations.NullMarked;
