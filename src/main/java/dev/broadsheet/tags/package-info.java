/** Tags as a resource of their own. terms ← tags. */
@NullMarked
package dev.broadsheet.tags;

import org.jspecify.annotations.NullMarked;
