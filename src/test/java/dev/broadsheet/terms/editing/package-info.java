/** Writes of terms over HTTP. */
@NullMarked
package dev.broadsheet.terms.editing;

import org.jspecify.annotations.NullMarked;
