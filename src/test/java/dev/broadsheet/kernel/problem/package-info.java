/** Problem responses. */
@NullMarked
package dev.broadsheet.kernel.problem;

import org.jspecify.annotations.NullMarked;
