/**
 * The change log: what happened, in the order in which it was seen to, and the ear that hears of it on every node. kernel ←
 * changes; it is told by event records and knows no other room, and who wants to hear implements {@code kernel.Ear.Listener}.
 */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
