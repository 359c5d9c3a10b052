/** Limits of request bodies. */
@NullMarked
package dev.broadsheet.kernel.request.body;

import org.jspecify.annotations.NullMarked;
