/**
 * Cached responses to reads of published content, in memory by normalized URL until a change invalidates them. Uses
 * {@code kernel} and {@code cache.dependency}.
 *
 * <p>A response is stored as bytes with its dependencies. A change removes the responses that it affects and no others,
 * before the write is answered. An affected response that was begun before the change isn't stored.
 */
@NullMarked
package dev.broadsheet.cache;

import org.jspecify.annotations.NullMarked;
