/**
 * The embedded PostgreSQL, and the check of an external one. Only the main class uses it. Uses {@code database.os}.
 *
 * <p>The embedded PostgreSQL is a real server with fsync and checksums on. So the quick start, the tests and production
 * have the same SQL and the same locks.
 */
@NullMarked
package dev.broadsheet.database;

import org.jspecify.annotations.NullMarked;
