/** Search over all types and its indexing jobs, tested over HTTP. */
@NullMarked
package dev.broadsheet.search;

import org.jspecify.annotations.NullMarked;
