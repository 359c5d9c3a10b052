/** Headers of cached responses. */
@NullMarked
package dev.broadsheet.cache.http;

import org.jspecify.annotations.NullMarked;
