/** Keys: commands, files and rules. */
@NullMarked
package dev.broadsheet.kernel.headers;

import org.jspecify.annotations.NullMarked;
