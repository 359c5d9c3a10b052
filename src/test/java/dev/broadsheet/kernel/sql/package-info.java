/** Prepared queries. */
@NullMarked
package dev.broadsheet.kernel.sql;

import org.jspecify.annotations.NullMarked;
