/** How requests come in and refusals go out: strict parameters and bodies, problem details, the published contract. kernel ← kernel.http ← the rooms. */
@NullMarked
package dev.broadsheet.kernel.http;

import org.jspecify.annotations.NullMarked;
