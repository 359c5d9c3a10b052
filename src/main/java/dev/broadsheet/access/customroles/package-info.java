/** Roles beside the built-in ones: {@code /api/roles}. Uses {@code access.roles} and {@code access.rules}. */
@NullMarked
package dev.broadsheet.access.customroles;

import org.jspecify.annotations.NullMarked;
