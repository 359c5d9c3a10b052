/**
 * Writes of terms: create, change, merge and delete, and their REST resources. Uses {@code kernel}, {@code access},
 * {@code cache}, {@code writes}, {@code terms} and {@code terms.list}.
 */
@NullMarked
package dev.broadsheet.terms.editing;

import org.jspecify.annotations.NullMarked;
