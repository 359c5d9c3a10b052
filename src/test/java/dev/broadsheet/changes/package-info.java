/** Tests of {@code changes}. */
@NullMarked
package dev.broadsheet.changes;

import org.jspecify.annotations.NullMarked;
