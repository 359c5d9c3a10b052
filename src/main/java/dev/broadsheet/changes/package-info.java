/**
 * The change log: numbers changes in commit order and tells every node of them. Uses {@code kernel} alone; a listener
 * implements {@code kernel.events.ChangeFeed.Listener}.
 */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
