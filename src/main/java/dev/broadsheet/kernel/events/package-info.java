/** Changes of the store as CDI events, and the feed that tells every node of committed ones. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.kernel.events;

import org.jspecify.annotations.NullMarked;
