/**
 * The PostgreSQL that comes with the app, and the check of one that doesn't; used by the main class alone. Depends on
 * {@code kernel} and on nothing else of ours.
 */
@NullMarked
package dev.broadsheet.database;

import org.jspecify.annotations.NullMarked;
