/** Invalid JSON bodies. */
@NullMarked
package dev.broadsheet.kernel.json;

import org.jspecify.annotations.NullMarked;
