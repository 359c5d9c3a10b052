/** The commands {@code keys create}, {@code keys list} and {@code keys revoke}, for an owner who has no key. Uses {@code access.keys}. */
@NullMarked
package dev.broadsheet.access.keys.command;

import org.jspecify.annotations.NullMarked;
