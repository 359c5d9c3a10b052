/** The articles before and after an article. */
@NullMarked
package dev.broadsheet.publications.neighbours;

import org.jspecify.annotations.NullMarked;
