/** Search over all kinds, and its upkeep, tested over HTTP. */
@NullMarked
package dev.broadsheet.search;

import org.jspecify.annotations.NullMarked;
