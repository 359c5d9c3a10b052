/** Tests of the kernel's basic types. */
@NullMarked
package dev.broadsheet.kernel;

import org.jspecify.annotations.NullMarked;
