/** Headers of every response: CORS and security. Uses {@code kernel}. */
@NullMarked
package dev.broadsheet.kernel.headers;

import org.jspecify.annotations.NullMarked;
