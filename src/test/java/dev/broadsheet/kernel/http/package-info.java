/** Tests of the room of the same name. */
@NullMarked
package dev.broadsheet.kernel.http;

import org.jspecify.annotations.NullMarked;
