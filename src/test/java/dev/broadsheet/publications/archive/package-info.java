/** Counts by date. */
@NullMarked
package dev.broadsheet.publications.archive;

import org.jspecify.annotations.NullMarked;
