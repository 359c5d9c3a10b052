/**
 * The main class: opens the database, then starts the server or one command. And what needs to know all features. May
 * use every package; none uses it.
 */
@NullMarked
package dev.broadsheet;

import org.jspecify.annotations.NullMarked;
