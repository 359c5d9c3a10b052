/** Background jobs. */
@NullMarked
package dev.broadsheet.kernel.jobs;

import org.jspecify.annotations.NullMarked;
