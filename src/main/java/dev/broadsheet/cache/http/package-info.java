/**
 * HTTP of cached responses: cache keys, {@code Cache-Control}, purge keys, ranges and conditional responses. Uses
 * {@code kernel} and the other {@code cache} packages.
 */
@NullMarked
package dev.broadsheet.cache.http;

import org.jspecify.annotations.NullMarked;
