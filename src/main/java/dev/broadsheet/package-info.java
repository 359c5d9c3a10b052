/**
 * The main class: opens the database, then starts the server or one command. Also has the classes that need to know all
 * features.
 */
@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
