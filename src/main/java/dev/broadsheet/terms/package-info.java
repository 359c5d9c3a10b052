/**
 * Tags, authors and sections: entity, names, slugs and former names. Uses {@code kernel}, {@code access}, {@code body},
 * {@code writes} and {@code cache}.
 */
@NullMarked
package dev.broadsheet.terms;

import org.jspecify.annotations.NullMarked;
