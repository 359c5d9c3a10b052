/** Rules that limit a key to some articles, as data. {@code articles} compiles them to SQL. */
@NullMarked
package dev.broadsheet.kernel.rules;

import org.jspecify.annotations.NullMarked;
