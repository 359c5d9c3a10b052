/** Tests of the room of the same name. */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
