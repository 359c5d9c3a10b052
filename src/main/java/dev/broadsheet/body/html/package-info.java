/**
 * HTML to documents and back.
 *
 * <p>Arrows: leans on {@code body.document} and {@code kernel}; jsoup parses, nothing else here
 * sees markup.
 */
@NullMarked
package dev.broadsheet.body.html;

import org.jspecify.annotations.NullMarked;
