/** The audit log over HTTP. */
@NullMarked
package dev.broadsheet.access.audit;

import org.jspecify.annotations.NullMarked;
