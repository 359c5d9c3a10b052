/** Who may do what: keys and the caller they stand for. Arrows: access → kernel. */
@NullMarked
package dev.broadsheet.access;

import org.jspecify.annotations.NullMarked;
