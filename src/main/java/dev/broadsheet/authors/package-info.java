/** Authors as a resource of their own. terms ← authors. */
@NullMarked
package dev.broadsheet.authors;

import org.jspecify.annotations.NullMarked;
