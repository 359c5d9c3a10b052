/** Keys: commands, files and rules. */
@NullMarked
package dev.broadsheet.access.customroles;

import org.jspecify.annotations.NullMarked;
