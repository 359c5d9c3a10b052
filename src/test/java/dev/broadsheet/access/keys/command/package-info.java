/** Keys: commands, files and rules. */
@NullMarked
package dev.broadsheet.access.keys.command;

import org.jspecify.annotations.NullMarked;
