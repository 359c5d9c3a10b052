/** Item rules in the API: how they are read and shown. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.access.rules;

import org.jspecify.annotations.NullMarked;
