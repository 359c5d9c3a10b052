/** Authentication by key. */
@NullMarked
package dev.broadsheet.access;

import org.jspecify.annotations.NullMarked;
