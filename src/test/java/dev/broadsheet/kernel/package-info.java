/** Tests of the room of the same name. */
@NullMarked
package dev.broadsheet.kernel;

import org.jspecify.annotations.NullMarked;
