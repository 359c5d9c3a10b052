/** The connection pool: deadlines of statements, and what is known of each pooled connection. Depends on nothing of ours. */
@NullMarked
package dev.broadsheet.kernel.pool;

import org.jspecify.annotations.NullMarked;
