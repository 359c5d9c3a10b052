/** Whole lists. */
@NullMarked
package dev.broadsheet.publications.export;

import org.jspecify.annotations.NullMarked;
