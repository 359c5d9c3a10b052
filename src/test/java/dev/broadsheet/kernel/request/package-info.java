/** Invalid parameters and dates in URLs. */
@NullMarked
package dev.broadsheet.kernel.request;

import org.jspecify.annotations.NullMarked;
