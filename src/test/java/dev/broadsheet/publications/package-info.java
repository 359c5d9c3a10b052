/** The published side, tested over HTTP. */
@NullMarked
package dev.broadsheet.publications;

import org.jspecify.annotations.NullMarked;
