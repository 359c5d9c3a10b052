/** The change log: what happened, in order. kernel ← changes; it is told by event records and knows no other room. */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
