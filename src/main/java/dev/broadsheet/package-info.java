/** The way in: opens the database, then starts the server or one command. May use {@code database} and {@code kernel}. */
@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
