/** Permissions, and the roles that grant them. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.access.roles;

import org.jspecify.annotations.NullMarked;
