/**
 * Documents as JSON, in and out.
 *
 * <p>Arrows: leans on {@code body.document} and {@code kernel}; Jackson parses.
 */
@NullMarked
package dev.broadsheet.body.json;

import org.jspecify.annotations.NullMarked;
