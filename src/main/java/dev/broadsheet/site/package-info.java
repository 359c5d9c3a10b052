/** The home page and the pages of problem types. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.site;

import org.jspecify.annotations.NullMarked;
