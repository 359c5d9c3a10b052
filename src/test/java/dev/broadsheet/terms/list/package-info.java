/** Lists of terms over HTTP. */
@NullMarked
package dev.broadsheet.terms.list;

import org.jspecify.annotations.NullMarked;
