/** Tags, authors and sections, tested over HTTP. */
@NullMarked
package dev.broadsheet.terms;

import org.jspecify.annotations.NullMarked;
