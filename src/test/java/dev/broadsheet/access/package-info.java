/** Tests of the room of the same name. */
@NullMarked
package dev.broadsheet.access;

import org.jspecify.annotations.NullMarked;
