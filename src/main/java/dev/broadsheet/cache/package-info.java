/**
 * Finished responses to live reads, kept in memory by normalized URL until a change touches a dependency. Uses
 * {@code kernel}, {@code cache.dependency} and {@code cache.http}.
 */
@NullMarked
package dev.broadsheet.cache;

import org.jspecify.annotations.NullMarked;
