/**
 * The main class: opens the database, then starts the server or one command. Uses {@code database} and {@code kernel}.
 */
@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
