/** Tests of the diff. */
@NullMarked
package dev.broadsheet.body.diff;

import org.jspecify.annotations.NullMarked;
