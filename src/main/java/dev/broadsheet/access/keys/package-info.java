/** Stored keys: their commands, the first admin key and its file. Uses {@code access} and {@code kernel}. */
@NullMarked
package dev.broadsheet.access.keys;

import org.jspecify.annotations.NullMarked;
