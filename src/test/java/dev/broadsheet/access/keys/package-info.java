/** Keys: commands, files and rules. */
@NullMarked
package dev.broadsheet.access.keys;

import org.jspecify.annotations.NullMarked;
