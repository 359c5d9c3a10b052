/** Who is calling, and whether an endpoint needs a key. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.access;

import org.jspecify.annotations.NullMarked;
