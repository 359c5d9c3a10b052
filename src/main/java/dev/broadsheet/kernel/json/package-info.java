/**
 * JSON bodies: strict binding that reports every fault with its pointer, and UTF-8 checks. Uses {@code kernel} and
 * {@code kernel.request}.
 */
@NullMarked
package dev.broadsheet.kernel.json;

import org.jspecify.annotations.NullMarked;
