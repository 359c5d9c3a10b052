/** Cached responses over HTTP. */
@NullMarked
package dev.broadsheet.cache;

import org.jspecify.annotations.NullMarked;
