/**
 * Cached responses to reads of published content, in memory by normalized URL until a change invalidates them. Uses
 * {@code kernel} and {@code cache.dependency}.
 *
 * <p>A response is kept as bytes with its dependencies. A change drops what it affects and nothing else, before the
 * write is answered; a response begun before the change isn't kept after it.
 */
@NullMarked
package dev.broadsheet.cache;

import org.jspecify.annotations.NullMarked;
