/**
 * Changes of stored data as CDI events, and the change feed that delivers them to every node. Uses no other package of
 * the app.
 */
@NullMarked
package dev.broadsheet.kernel.events;

import org.jspecify.annotations.NullMarked;
