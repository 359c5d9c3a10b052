/**
 * HTTP of cached responses: cache keys, {@code Cache-Control}, purge keys, ranges and conditional responses. Uses
 * {@code kernel}, {@code cache} and {@code cache.dependency}.
 */
@NullMarked
package dev.broadsheet.cache.http;

import org.jspecify.annotations.NullMarked;
