/** Idempotency keys, dry runs and the Prefer header. */
@NullMarked
package dev.broadsheet.writes;

import org.jspecify.annotations.NullMarked;
