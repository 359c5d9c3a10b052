/** The dependencies of a cached response, and the changes that invalidate it. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.cache.dependency;

import org.jspecify.annotations.NullMarked;
