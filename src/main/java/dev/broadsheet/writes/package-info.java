/**
 * The one layer that every write passes: its transaction, its repetition under the same key, its rehearsal, its answer.
 * kernel, access ← writes ← every room that is written to.
 */
@NullMarked
package dev.broadsheet.writes;

import org.jspecify.annotations.NullMarked;
