/**
 * Types that every package uses: problems, faults, warnings, time, dates, ids and slugs. Uses no other package of the
 * app.
 */
@NullMarked
package dev.broadsheet.kernel;

import org.jspecify.annotations.NullMarked;
