/** Tests of the room of the same name. */
@NullMarked
package dev.broadsheet.site;

import org.jspecify.annotations.NullMarked;
