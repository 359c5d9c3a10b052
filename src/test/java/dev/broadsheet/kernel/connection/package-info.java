/** The words of the kernel, tested by themselves. */
@NullMarked
package dev.broadsheet.kernel.connection;

import org.jspecify.annotations.NullMarked;
