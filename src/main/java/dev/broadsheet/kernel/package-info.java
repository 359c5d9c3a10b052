/**
 * Types that every package uses: problems, faults, warnings, time, dates, ids and slugs. Uses nothing else of ours.
 */
@NullMarked
package dev.broadsheet.kernel;

import org.jspecify.annotations.NullMarked;
