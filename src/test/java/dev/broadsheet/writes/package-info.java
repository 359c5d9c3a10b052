/** Tests of the layer that every write passes. */
@NullMarked
package dev.broadsheet.writes;

import org.jspecify.annotations.NullMarked;
