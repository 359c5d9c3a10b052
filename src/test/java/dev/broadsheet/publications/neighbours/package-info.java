/** The article before and the one after. */
@NullMarked
package dev.broadsheet.publications.neighbours;

import org.jspecify.annotations.NullMarked;
