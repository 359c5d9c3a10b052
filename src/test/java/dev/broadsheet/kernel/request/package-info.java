/** The words of the kernel, tested by themselves. */
@NullMarked
package dev.broadsheet.kernel.request;

import org.jspecify.annotations.NullMarked;
