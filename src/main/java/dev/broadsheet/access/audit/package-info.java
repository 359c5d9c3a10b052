/**
 * The audit log: who did what, read from the change log. Uses {@code access}, {@code changes} and {@code kernel}.
 */
@NullMarked
package dev.broadsheet.access.audit;

import org.jspecify.annotations.NullMarked;
